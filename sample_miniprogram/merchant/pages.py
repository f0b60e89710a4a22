"""The one page a person sees at the merchant's: where the wallet's browser ends."""

from __future__ import annotations

from html import escape

from aiohttp import web

# The address of the page holds the code: it must not travel on to anybody as a Referer.
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
}

STYLE = """
:root{color-scheme:light dark;--ink:#2b2118;--soft:#76685a;--paper:#fff;--ground:#f7f2ec}
@media(prefers-color-scheme:dark){:root{--ink:#f5efe8;--soft:#b9aa9a;--paper:#2a231d;--ground:#1c1713}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--ground);color:var(--ink);
font:16px/1.5 system-ui,sans-serif}
main{max-width:22rem;margin:1rem;padding:2rem 1.5rem;border-radius:16px;background:var(--paper);
text-align:center}
h1{margin:0 0 .5rem;font-size:1.375rem}p{margin:0;color:var(--soft)}
"""


def page_for(status: int, title: str, text: str) -> web.Response:
    """A page that only says something."""
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1><p>{escape(text)}</p></main></body></html>"
    )
    return web.Response(status=status, text=html, content_type="text/html", headers=HEADERS)
