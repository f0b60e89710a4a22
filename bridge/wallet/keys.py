"""RSA keys of merchants and of the wallet, as PEM or as the bare base64 that consoles of payment platforms hand out."""

from __future__ import annotations

import base64
import re
from functools import cached_property

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

BITS = 2048
_LINES = re.compile("(.{64})")
_BARE = re.compile(r"[A-Za-z0-9+/=\s]+")


class PublicKey:
    """Checks signatures. `pem` is its text, to be given away."""

    def __init__(self, key: rsa.RSAPublicKey) -> None:
        self._key = key

    @classmethod
    def read(cls, text: str) -> PublicKey:
        """A public key, or that of a certificate's: PEM or bare base64. Raises `ValueError` for anything else."""
        try:
            key = serialization.load_pem_public_key(_pem(text, "PUBLIC KEY"))
        except ValueError:
            raise ValueError("not a public key in PEM or base64") from None
        if not isinstance(key, rsa.RSAPublicKey):
            raise ValueError("not an RSA key")
        return cls(key)

    @cached_property
    def pem(self) -> str:
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return self._key.public_bytes(serialization.Encoding.PEM, form).decode()

    def verifies(self, signature: bytes, content: bytes) -> bool:
        """Whether `signature` was made over `content` by the private key that belongs to this one."""
        try:
            self._key.verify(signature, content, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return False
        return True


class PrivateKey:
    """Signs. `pem` is its text (PKCS#1, as the vendor's SDKs want it), to be kept."""

    def __init__(self, key: rsa.RSAPrivateKey) -> None:
        self._key = key
        self.public = PublicKey(key.public_key())

    @classmethod
    def generate(cls) -> PrivateKey:
        """A new one."""
        return cls(rsa.generate_private_key(public_exponent=65537, key_size=BITS))

    @classmethod
    def read(cls, text: str) -> PrivateKey:
        """A private key without password, PKCS#1 or PKCS#8: PEM or bare base64. Raises `ValueError` for others."""
        for kind in ("PRIVATE KEY", "RSA PRIVATE KEY"):
            try:
                key = serialization.load_pem_private_key(_pem(text, kind), password=None)
            except (ValueError, TypeError):
                continue
            if not isinstance(key, rsa.RSAPrivateKey):
                raise ValueError("not an RSA key")
            return cls(key)
        raise ValueError("not a private key without password in PEM or base64")

    @cached_property
    def pem(self) -> str:
        form = serialization.PrivateFormat.TraditionalOpenSSL
        nothing = serialization.NoEncryption()
        return self._key.private_bytes(serialization.Encoding.PEM, form, nothing).decode()

    def sign(self, content: bytes) -> bytes:
        """SHA256withRSA, PKCS#1 v1.5: the same bytes for the same content."""
        return self._key.sign(content, padding.PKCS1v15(), hashes.SHA256())


def _pem(text: str, kind: str) -> bytes:
    text = text.strip()
    if "-----" in text:
        return text.encode()
    if not _BARE.fullmatch(text):
        raise ValueError("neither PEM nor base64")
    der = base64.b64decode("".join(text.split()))
    body = _LINES.sub(r"\1\n", base64.b64encode(der).decode())
    return f"-----BEGIN {kind}-----\n{body}\n-----END {kind}-----\n".encode()
