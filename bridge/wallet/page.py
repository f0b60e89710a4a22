"""The pages a person sees in the wallet: who asks, for what, and what became of it. HTML only, no script.

Everything a merchant supplied goes through `escape`; nothing else may put text into a page.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from bridge.wallet.lifecycle import State
from bridge.wallet.records import Authorization

# No `form-action`: browsers apply it to the redirect after the form as well, which leads to the merchant.
HEADERS = {
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
    ),
}

SCOPES = {
    "AGREEMENT_PAY": ("Take payments", "Charge this wallet later without asking you again each time."),
    "BASE_USER_INFO": (
        "Know it is you",
        "Receive an identifier of your account, and nothing else about you.",
    ),
    "USER_INFO": ("See your profile", "Read your name, picture and contact details."),
    "USER_LOGIN_ID": ("See your login", "Read the phone number or e-mail you sign in with, partly hidden."),
    "HASH_LOGIN_ID": ("Recognise your login", "Receive a fingerprint of your login, not the login itself."),
    "SEND_OTP": ("Send you codes", "Have the wallet send you one-time passwords."),
    "TAOBAO_REBIND": ("Relink Taobao", "Link your Taobao account to this wallet again."),
}

STYLE = """
:root{color-scheme:light dark;
--ink:#16202c;--soft:#566274;--line:#e1e6ed;--paper:#fff;--ground:#f3f5f8;--accent:#1257c9}
@media(prefers-color-scheme:dark){
:root{--ink:#edf1f6;--soft:#a3afbf;--line:#303a47;--paper:#1a212b;--ground:#10151b;--accent:#7db0ff}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:27rem;margin:0 auto;padding:1.25rem 1.25rem 2rem}
.wallet{margin:0 0 1rem;color:var(--soft);font-size:.875rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:1.5rem 1.25rem}
h1{margin:0 0 .5rem;font-size:1.375rem;line-height:1.3;overflow-wrap:anywhere}
h2{margin:1rem 0 .25rem;font-size:.875rem;font-weight:600;color:var(--soft)}
p{margin:.25rem 0;overflow-wrap:anywhere}
ul{list-style:none;margin:0;padding:0}
li{padding:.5rem 0;border-bottom:1px solid var(--line)}
li:last-child{border:0}
dl{display:grid;grid-template-columns:auto 1fr;gap:.375rem 1rem;margin:.5rem 0 0;font-size:.875rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.soft{color:var(--soft);font-size:.875rem}
form{display:grid;grid-template-columns:1fr 1fr;gap:.75rem;margin-top:1.25rem}
.foot{margin-top:1rem;text-align:center}
button{min-height:3rem;padding:0 1rem;border-radius:10px;border:1px solid var(--line);background:var(--paper);
color:var(--ink);font:inherit;font-weight:600;cursor:pointer}
button[value=agree]{background:#1257c9;border-color:#1257c9;color:#fff}
button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
"""


class Notice(NamedTuple):
    """A page without a choice, and the HTTP status it goes out with."""

    status: int
    title: str
    text: str


CANCELLED = Notice(200, "You cancelled", "Nothing was authorized. You can close this page.")
UNKNOWN = Notice(
    404, "No such authorization", "This link is not one the wallet gave out. Ask the merchant for another."
)
NO_CHOICE = Notice(400, "Nothing was chosen", "Go back and press Agree or Cancel. Nothing was recorded.")
NOT_HERE = Notice(404, "Page not found", "The wallet has no page at this address.")
WRONG_METHOD = Notice(405, "This page cannot be used that way", "Open the link again. Nothing was recorded.")
BROKEN = Notice(500, "The wallet failed", "Something went wrong in the wallet. Please try again.")
ENDED = {
    State.AGREED: Notice(409, "Already agreed", "You agreed to this before, and this link works only once."),
    State.CANCELLED: Notice(409, "Already cancelled", "You cancelled this before, and this link works only once."),
    State.LAPSED: Notice(410, "This link has expired", "Nobody answered in time. Ask the merchant for another."),
}


def notice_page(notice: Notice) -> str:
    """A page that only says something."""
    return _page(notice.title, f"<h1>{escape(notice.title)}</h1><p>{escape(notice.text)}</p>")


def authorization_page(authorization: Authorization) -> str:
    """The page with the choice: its first form posts `decision`, `agree` or `cancel`, to the same URL."""
    merchant = escape(merchant_name(authorization))
    return _page(
        "Authorize a merchant",
        f"<h1>{merchant} asks for your permission</h1>"
        '<p class="soft">Agree only if you know this merchant and started this yourself.</p>'
        f'<h2 id="scopes">What it may do</h2><ul aria-labelledby="scopes">{_scopes(authorization)}</ul>'
        f"<h2>Details</h2><dl>{_details(authorization)}</dl>"
        '<form method="post" aria-label="Your decision">'
        '<button name="decision" value="agree">Agree</button>'
        '<button name="decision" value="cancel">Cancel</button></form>',
    )


def merchant_name(authorization: Authorization) -> str:
    """The best name there is for who asks: the wallet is told ids, not names."""
    return authorization.request.auth_client_id or authorization.client_id or "A merchant"


def _scopes(authorization: Authorization) -> str:
    words = (SCOPES[scope] for scope in dict.fromkeys(authorization.request.scopes))
    return "".join(f'<li><strong>{title}</strong><p class="soft">{text}</p></li>' for title, text in words)


def _details(authorization: Authorization) -> str:
    request = authorization.request
    details = {
        "Wallet": request.customer_belongs_to,
        "Merchant": merchant_name(authorization),
        "Returns to": urlsplit(request.auth_redirect_url).netloc,
    }
    return "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in details.items())


def _page(title: str, content: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,"><style>{STYLE}</style></head>'
        '<body><main><p class="wallet">Simulated wallet</p>'
        f'<div class="card">{content}</div>'
        '<p class="soft foot">This is a simulator: no account is real and no money moves.</p>'
        "</main></body></html>"
    )
