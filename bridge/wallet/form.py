"""Reading a page as a person's browser does: its heading, and the first form it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin


@dataclass
class Form:
    """A form: where it goes, how, the inputs it carries, and the values of its buttons named `decision`."""

    url: str
    method: str
    inputs: dict[str, str] = field(default_factory=dict)
    decisions: set[str] = field(default_factory=set)

    def submission(self, decision: str, account: int | None = None) -> bytes:
        """The body that pressing the button `decision` sends, with the account of that index chosen if there is one."""
        chosen = {} if account is None or "account" not in self.inputs else {"account": str(account)}
        return urlencode({**self.inputs, **chosen, "decision": decision}).encode()


@dataclass
class Page:
    """What was read: `heading` is the text of the `h1`, `form` the first form, if any."""

    heading: str = ""
    form: Form | None = None


def read_page(html: str, url: str) -> Page:
    """Read the page that came from `url`."""
    reader = _Reader(url)
    reader.feed(html)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.page = Page()
        self._url = url
        self._in_heading = False
        self._in_form = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "h1":
            self._in_heading = True
        elif tag == "form" and self.page.form is None:
            action = urljoin(self._url, values.get("action", ""))
            self.page.form = Form(action, values.get("method", "get").lower())
            self._in_form = True
        elif self._in_form and self.page.form and "name" in values:
            _add_control(self.page.form, tag, values)

    def handle_endtag(self, tag: str) -> None:
        if tag == "h1":
            self._in_heading = False
        elif tag == "form":
            self._in_form = False

    def handle_data(self, data: str) -> None:
        if self._in_heading:
            self.page.heading += data


def _add_control(form: Form, tag: str, values: dict[str, str]) -> None:
    if tag == "button" and values["name"] == "decision":
        form.decisions.add(values.get("value", ""))
    elif tag == "input" and (values.get("type") != "radio" or "checked" in values):
        form.inputs[values["name"]] = values.get("value", "")
