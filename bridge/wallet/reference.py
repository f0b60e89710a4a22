"""What the wallet's OpenAPI looks like: an OpenAPI 3.1 document made from the models, and a page for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import chain
from typing import Any

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from bridge.wallet.calls import Interface
from bridge.wallet.models import Answer, Message
from bridge.wallet.openapi import INTERFACES, PLATFORM_PREFIXES, PREFIXES
from bridge.wallet.page import STYLE
from bridge.wallet.platform import PLATFORM
from bridge.wallet.results import RESULTS

_SCHEMA = "#/components/schemas/{model}"
_HEADERS = {
    "Client-Id": "Who asks. Without it, what is consulted belongs to nobody.",
    "Request-Time": "ISO 8601 with offset, or epoch milliseconds; at most five minutes off. Needed to sign.",
    "Signature": "algorithm=RSA256,keyVersion=1,signature=... of: POST path, a line feed, Client-Id.Request-Time.body",
}
_STATUSES = {"S": "success", "F": "failure", "U": "unknown: inquire, assume nothing", "A": "accepted"}
_WIDE = """
main{max-width:60rem}section{margin:2rem 0}table{border-collapse:collapse;width:100%;font-size:.875rem}
td,th{text-align:left;vertical-align:top;padding:.375rem .75rem .375rem 0;border-bottom:1px solid var(--line)}
th{color:var(--soft);font-weight:600}code{overflow-wrap:anywhere}nav a,a{color:var(--accent)}
td:first-child code{overflow-wrap:normal}td:first-child{width:16rem}
.scroll{overflow-x:auto}
h2{font-size:1.125rem;color:var(--ink)}h3{font-size:.875rem;margin:1rem 0 .25rem}
"""


@cache
def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document. Every answer is HTTP 200 with a `result`; what else it says depends on that."""
    shapes: dict[tuple[type[Message], JsonSchemaMode], None] = {(Answer, "serialization"): None}
    for interface in _interfaces():
        shapes |= {(interface.request, "validation"): None, (interface.response, "serialization"): None}
    _, schemas = models_json_schema(list(shapes), by_alias=True, ref_template=_SCHEMA)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "The simulated wallet",
            "version": "1",
            "description": "What merchants' servers call. A simulator: no account is real and no money moves.",
        },
        "servers": [{"url": prefix or "/"} for prefix in PREFIXES],
        "paths": {path: {"post": _operation(path, families)} for path, families in INTERFACES.items()},
        "components": {"schemas": schemas["$defs"]},
    }


def document_text() -> str:
    """The document as JSON."""
    return json.dumps(document(), ensure_ascii=False, indent=1)


def _interfaces() -> Iterator[Interface]:
    return chain.from_iterable(INTERFACES.values())


def _operation(path: str, families: tuple[Interface, ...]) -> dict[str, Any]:
    _, version, subject, name = path.split("/", 3)
    return {
        "operationId": name.replace("/", "-") + ("V2" if version == "v2" else ""),
        "tags": [subject],
        "summary": " Or: ".join(map(_summary, families)),
        "parameters": [
            {"name": name, "in": "header", "required": False, "description": text, "schema": {"type": "string"}}
            for name, text in _HEADERS.items()
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _one_of(*(each.request for each in families))}},
        },
        "responses": {
            "200": {
                "description": "The answer, or why there is none.",
                "content": {"application/json": {"schema": _one_of(*(each.response for each in families), Answer)}},
            }
        },
    }


def _one_of(*models: type[Message]) -> dict[str, Any]:
    schemas = [{"$ref": _SCHEMA.format(model=name)} for name in dict.fromkeys(model.__name__ for model in models)]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _summary(interface: Interface) -> str:
    return (interface.answer.__doc__ or "").strip().partition("\n")[0]


@cache
def reference_page() -> str:
    """The document as a page: every API with its fields, and what result codes mean."""
    links = " · ".join(f'<a href="#{_anchor(path)}">{escape(path)}</a>' for path in INTERFACES)
    sections = "".join(_section(path, families) for path, families in INTERFACES.items())
    codes = ((code, f"{each.status}, {_STATUSES[each.status]}", each.message) for code, each in RESULTS.items())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>The wallet\'s OpenAPI</title>'
        f'<link rel="icon" href="data:,"><style>{STYLE}{_WIDE}</style></head><body><main>'
        '<p class="wallet">Simulated wallet</p><h1>OpenAPI</h1>'
        f"<p>Every API is called with POST and JSON, under {_prefixes(PREFIXES)}; the Mini Program Platform's "
        f"under {_prefixes(PLATFORM_PREFIXES)} alone. Every answer is HTTP 200 and says how it "
        'went in <code>result</code>. The same as a document: <a href="/openapi.json">/openapi.json</a>.</p>'
        f"<nav>{links}</nav><h2>Headers</h2>{_table(('Header', 'Meaning'), _HEADERS.items())}{sections}"
        f'<section><h2 id="objects">Objects</h2>{_objects()}</section>'
        f'<section><h2 id="codes">Result codes</h2>{_table(("Code", "Status", "Meaning"), codes)}</section>'
        "</main></body></html>"
    )


def _prefixes(prefixes: tuple[str, ...]) -> str:
    return ", ".join(f"<code>{prefix}</code>" if prefix else "no prefix" for prefix in prefixes)


def _anchor(path: str) -> str:
    return path.strip("/").replace("/", "-")


def _section(path: str, families: tuple[Interface, ...]) -> str:
    ways = "".join(map(_way, families))
    return f'<section><h2 id="{_anchor(path)}"><code>{escape(path)}</code></h2>{ways}</section>'


def _way(interface: Interface) -> str:
    family = "Mini Program Platform" if interface in PLATFORM.values() else "Gateway"
    return (
        f"<p><strong>{family}.</strong> {escape(_summary(interface))}</p>"
        f"<h3>Request</h3>{_fields(interface.request.__name__)}"
        f"<h3>Answer</h3>{_fields(interface.response.__name__)}"
    )


def _objects() -> str:
    """What the fields of requests and answers are made of."""
    shown = {model.__name__ for each in _interfaces() for model in (each.request, each.response)} - {"Answer"}
    names = (name for name in document()["components"]["schemas"] if name not in shown)
    return "".join(f"<h3>{name}</h3>{_fields(name)}" for name in names)


def _fields(model: str) -> str:
    schema = document()["components"]["schemas"][model]
    required = schema.get("required", ())
    rows = (
        (name, "yes" if name in required else "", _type(field)) for name, field in schema.get("properties", {}).items()
    )
    return _table(("Field", "Required", "Type"), rows)


def _type(field: dict[str, Any]) -> str:
    """A schema in a few words: `text, at most 64 characters`."""
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "anyOf" in field:
        return " or ".join(_type(choice) for choice in field["anyOf"] if choice.get("type") != "null")
    if "enum" in field or "const" in field:
        return ", ".join(map(str, field.get("enum", [field.get("const")])))
    if field.get("type") == "array":
        most = f", at most {field['maxItems']}" if "maxItems" in field else ""
        return f"list of {_type(field.get('items', {}))}{most}"
    names = {"string": "text", "boolean": "true or false", "integer": "whole number"}
    words = names.get(field.get("type", ""), field.get("type", "anything"))
    return f"{words}, at most {field['maxLength']} characters" if "maxLength" in field else words


def _table(head: tuple[str, ...], rows: Any) -> str:
    titles = "".join(f'<th scope="col">{title}</th>' for title in head)
    body = "".join(f"<tr>{''.join(_cell(number, text) for number, text in enumerate(row))}</tr>" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(number: int, text: str) -> str:
    return f"<td><code>{escape(text)}</code></td>" if number == 0 else f"<td>{escape(text)}</td>"
