"""Keys of a wallet and of one merchant's server that were made for each other, where both belong to one run."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache

from bridge.wallet.clients import Client, Signing
from bridge.wallet.keys import PrivateKey

CLIENT_ID = "MINIBRIDGE_MERCHANT"


@dataclass(frozen=True)
class Keyring:
    """What the two sign with. `signing` is the wallet's side, `words` is what the merchant has to be told."""

    merchant: PrivateKey
    wallet: PrivateKey

    def signing(self) -> Signing:
        """For a wallet whose only client is this merchant.

        Times of requests are the machine's: the merchant's server is a process of its own, whatever clock the program
        runs on.
        """
        client = Client.with_key(CLIENT_ID, self.merchant.public.pem)
        return Signing(self.wallet, [client], now=lambda: time.time() * 1000)

    def words(self) -> dict[str, str]:
        """The Client-Id, the merchant's private key and the wallet's public key (PEM), by name."""
        return {"client_id": CLIENT_ID, "private_key": self.merchant.pem, "wallet_key": self.wallet.public.pem}


@lru_cache(maxsize=1)
def keyring() -> Keyring:
    """The keys of this process: to make them takes longer than most runs."""
    return Keyring(PrivateKey.generate(), PrivateKey.generate())
