"""The pages a person sees in the wallet: who asks, for what, and what became of it. HTML only, no script.

Everything a merchant supplied goes through `escape`; nothing else may put text into a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from bridge.wallet.languages import ENGLISH, Words
from bridge.wallet.lifecycle import State
from bridge.wallet.records import Authorization

# No `form-action`: browsers apply it to the redirect after the form as well, which leads to the merchant.
HEADERS = {
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer, browsers would not say that our own form is ours
    "Vary": "Accept-Language",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
    ),
}

STYLE = """
:root{color-scheme:light dark;
--ink:#16202c;--soft:#566274;--line:#e1e6ed;--edge:#7d899a;--paper:#fff;--ground:#f3f5f8;--accent:#1257c9}
@media(prefers-color-scheme:dark){
:root{--ink:#edf1f6;--soft:#a3afbf;--line:#303a47;--edge:#76859a;--paper:#1a212b;--ground:#10151b;--accent:#7db0ff}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:27rem;margin:0 auto;padding:1.25rem 1.25rem 2rem}
.wallet{display:flex;align-items:center;gap:.5rem;margin:0 0 1rem;font-size:.9375rem;font-weight:600}
.wallet svg{width:1.75rem;height:1.75rem;flex:none}
.card{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:1.5rem 1.25rem;
box-shadow:0 1px 2px #10151b14,0 8px 24px #10151b0f}
h1{margin:0 0 .5rem;font-size:1.375rem;line-height:1.3;overflow-wrap:anywhere}
h2{margin:1rem 0 .25rem;font-size:.875rem;font-weight:600;color:var(--soft)}
p{margin:.25rem 0;overflow-wrap:anywhere}
ul{list-style:none;margin:0;padding:0}
li{padding:.625rem 0;border-bottom:1px solid var(--line)}
li:last-child{border:0}
dl{display:grid;grid-template-columns:auto 1fr;gap:.375rem 1rem;margin:.5rem 0 0;font-size:.875rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.soft{color:var(--soft);font-size:.875rem}
fieldset{grid-column:1/-1;margin:0;padding:.25rem .75rem;border:1px solid var(--line);border-radius:10px}
legend{padding:0 .25rem;font-size:.875rem;font-weight:600;color:var(--soft)}
label{display:flex;align-items:center;gap:.625rem;min-height:2.75rem;cursor:pointer}
input[type=radio]{width:1.25rem;height:1.25rem;margin:0;accent-color:var(--accent)}
form{display:grid;grid-template-columns:1fr 1fr;gap:.75rem;margin-top:1.25rem}
#meaning{margin-top:1rem}
.foot{margin-top:1rem;text-align:center}
button{min-height:3rem;padding:0 1rem;border-radius:10px;border:1px solid var(--edge);background:var(--paper);
color:var(--ink);font:inherit;font-weight:600;cursor:pointer}
button[value=agree]{background:#1257c9;border-color:#1257c9;color:#fff}
button:focus-visible,input:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
"""

SHIELD = (
    '<svg viewBox="0 0 24 24" aria-hidden="true">'
    '<path fill="#1257c9" d="M12 2 4 5v6c0 5 3.4 9.3 8 11 4.6-1.7 8-6 8-11V5z"/>'
    '<path fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    ' d="m8.5 12 2.5 2.5 4.5-5"/></svg>'
)


class Notice(NamedTuple):
    """A page without a choice: the HTTP status it goes out with, and its name in `Words.notices`."""

    status: int
    name: str


CANCELLED = Notice(200, "CANCELLED")
SIGNED = Notice(200, "SIGNED")
UNKNOWN = Notice(404, "UNKNOWN")
NO_CHOICE = Notice(400, "NO_CHOICE")
FOREIGN = Notice(403, "FOREIGN")
NOT_HERE = Notice(404, "NOT_HERE")
WRONG_METHOD = Notice(405, "WRONG_METHOD")
BROKEN = Notice(500, "BROKEN")
ENDED = {
    State.AGREED: Notice(409, "AGREED"),
    State.CANCELLED: Notice(409, "ALREADY_CANCELLED"),
    State.LAPSED: Notice(410, "LAPSED"),
}


def notice_page(notice: Notice, words: Words = ENGLISH) -> str:
    """A page that only says something."""
    title, text = words.notices[notice.name]
    return _page(title, f"<h1>{escape(title)}</h1><p>{escape(text)}</p>", words)


def authorization_page(
    authorization: Authorization, proof: str, words: Words = ENGLISH, accounts: Sequence[str] = ()
) -> str:
    """The page with the choice: its first form posts `decision`, `agree` or `cancel`, and `proof` to the same URL.

    Of several `accounts`, named as people know them, the index of the chosen one goes with it as `account`.
    """
    merchant = merchant_name(authorization, words)
    heading, meaning = (escape(text.format(merchant=merchant)) for text in (words.heading, words.meaning))
    return _page(
        words.title,
        f"<h1>{heading}</h1>"
        f'<p class="soft">{words.caution}</p>{_contract(authorization)}'
        f'<h2 id="scopes">{words.what}</h2><ul aria-labelledby="scopes">{_scopes(authorization, words)}</ul>'
        f"<h2>{words.details}</h2><dl>{_details(authorization, merchant, words)}</dl>"
        f'<p class="soft" id="meaning">{meaning}</p>'
        f'<form method="post" aria-label="{words.form}"><input type="hidden" name="proof" value="{escape(proof)}">'
        f"{_accounts(accounts, words)}"
        f'<button name="decision" value="agree" aria-describedby="meaning">{words.agree}</button>'
        f'<button name="decision" value="cancel">{words.cancel}</button></form>',
        words,
    )


def merchant_name(authorization: Authorization, words: Words = ENGLISH) -> str:
    """The best name there is for who asks: the wallet is told ids, not names."""
    return authorization.request.auth_client_id or authorization.client_id or words.somebody


def _accounts(accounts: Sequence[str], words: Words) -> str:
    if len(accounts) < 2:
        return ""
    radios = (
        f'<label><input type="radio" name="account" value="{index}"{"" if index else " checked"}>{escape(name)}</label>'
        for index, name in enumerate(accounts)
    )
    return f"<fieldset><legend>{words.account}</legend>{''.join(radios)}</fieldset>"


def _scopes(authorization: Authorization, words: Words) -> str:
    asked = (words.scopes[scope] for scope in dict.fromkeys(authorization.request.scopes))
    return "".join(f'<li><strong>{title}</strong><p class="soft">{text}</p></li>' for title, text in asked)


def _details(authorization: Authorization, merchant: str, words: Words) -> str:
    request = authorization.request
    details = {
        words.paying_with: request.customer_belongs_to or "",
        words.merchant: merchant,
        words.returns_to: urlsplit(request.auth_redirect_url or "").netloc,
    }
    return "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in details.items() if value)


def _contract(authorization: Authorization) -> str:
    contract = authorization.request.contract
    return f'<p id="contract">{escape(contract)}</p>' if contract else ""


def _page(title: str, content: str, words: Words) -> str:
    return (
        f'<!doctype html><html lang="{words.tag}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,"><style>{STYLE}</style></head>'
        f'<body><main><p class="wallet">{SHIELD}{words.wallet}</p>'
        f'<div class="card">{content}</div>'
        f'<p class="soft foot">{words.foot}</p>'
        "</main></body></html>"
    )
