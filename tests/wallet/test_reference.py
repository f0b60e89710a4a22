"""The OpenAPI document and its page."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from bridge.wallet import Wallet
from bridge.wallet.openapi import INTERFACES


async def document(wallet: Wallet, session: aiohttp.ClientSession) -> dict[str, Any]:
    async with session.get(f"{wallet.url}/openapi.json") as response:
        assert (response.status, response.content_type) == (200, "application/json")
        found: dict[str, Any] = json.loads(await response.text())
        return found


async def test_every_interface_is_in_the_document(wallet: Wallet, session: aiohttp.ClientSession) -> None:
    given = await document(wallet, session)
    assert given["openapi"].startswith("3.1")
    assert set(given["paths"]) == set(INTERFACES)


async def test_fields_have_their_names_on_the_wire_and_their_documented_lengths(
    wallet: Wallet, session: aiohttp.ClientSession
) -> None:
    consult = (await document(wallet, session))["components"]["schemas"]["ConsultRequest"]
    assert consult["properties"]["authState"]["maxLength"] == 256
    assert set(consult["required"]) == {"customerBelongsTo", "authRedirectUrl", "scopes", "authState"}


async def test_every_reference_leads_somewhere(wallet: Wallet, session: aiohttp.ClientSession) -> None:
    given = await document(wallet, session)
    wanted = {part.split('"')[0] for part in json.dumps(given).split('"#/components/schemas/')[1:]}
    assert wanted == set(given["components"]["schemas"])


async def test_a_path_of_both_families_takes_and_gives_either(wallet: Wallet, session: aiohttp.ClientSession) -> None:
    pay = (await document(wallet, session))["paths"]["/v1/payments/pay"]["post"]
    schemas = (pay["requestBody"], pay["responses"]["200"])
    names = [
        [each["$ref"].rpartition("/")[2] for each in schema["content"]["application/json"]["schema"]["anyOf"]]
        for schema in schemas
    ]
    assert names == [["PayRequest", "PlatformPayRequest"], ["PayResponse", "PlatformPayResponse", "Answer"]]


async def test_no_two_operations_have_one_name(wallet: Wallet, session: aiohttp.ClientSession) -> None:
    paths = (await document(wallet, session))["paths"].values()
    names = [path["post"]["operationId"] for path in paths]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "words",
    ["Mini Program Platform", "/v1/payments/refund", "paymentRequestId", "EXPIRED_REFRESH_TOKEN", "at most 256"],
)
async def test_people_can_read_it(wallet: Wallet, session: aiohttp.ClientSession, words: str) -> None:
    async with session.get(f"{wallet.url}/docs") as response:
        assert (response.status, response.content_type) == (200, "text/html")
        assert words in await response.text()


@pytest.mark.parametrize("path", ["/openapi.json", "/docs"])
async def test_it_is_read_with_get_alone(wallet: Wallet, session: aiohttp.ClientSession, path: str) -> None:
    async with session.post(f"{wallet.url}{path}") as response:
        assert json.loads(await response.text())["result"]["resultCode"] == "NO_INTERFACE_DEF"
