"""Choosing a day or a time: `my.datePicker`. Source: its page, typings, and the table of codes of mPaaS's copy."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, get_args

from pydantic import model_validator

from bridge.errors import UsageError
from bridge.jsapi.asking import cancelled, handed_over
from bridge.jsapi.context import AppContext
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi

Format = Literal["yyyy-MM-dd", "HH:mm", "yyyy-MM", "yyyy", "HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm"]
_CODES = (("yyyy", "%Y"), ("MM", "%m"), ("dd", "%d"), ("HH", "%H"), ("mm", "%M"), ("ss", "%S"))
_EPOCH = datetime(1970, 1, 1)
_FIRST, _LAST = datetime(1000, 1, 1), datetime(9999, 12, 30)


def _code(written: str) -> str:
    """What `strptime` calls it."""
    for letters, code in _CODES:
        written = written.replace(letters, code)
    return written


def _moment(text: str, written: Format) -> datetime:
    """What of `text` can be written so; a text of more or less parts than that is understood. Raises `ValueError`."""
    wanted = _code(written)
    for known in (written, *get_args(Format)):
        try:
            return datetime.strptime(datetime.strptime(text, _code(known)).strftime(wanted), wanted)
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no date such as {written}")


class DatePickerParams(Params):
    """`format` is that of the answer; an empty date is none."""

    format: Format = "yyyy-MM-dd"
    currentDate: str | None = None  # noqa: N815
    startDate: str | None = None  # noqa: N815
    endDate: str | None = None  # noqa: N815

    @model_validator(mode="after")
    def _can_be_shown(self) -> DatePickerParams:
        self.within(_moment(self.currentDate, self.format) if self.currentDate else _FIRST)
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError("startDate is after endDate")
        return self

    @property
    def first(self) -> datetime | None:
        """The first that can be chosen."""
        return _moment(self.startDate, self.format) if self.startDate else None

    @property
    def last(self) -> datetime | None:
        """The last that can be chosen."""
        return _moment(self.endDate, self.format) if self.endDate else None

    def within(self, moment: datetime) -> datetime:
        """The nearest that can be chosen."""
        moment = max(moment, self.first) if self.first else moment
        return min(moment, self.last) if self.last else moment

    def shown(self, now: datetime) -> str:
        """What is chosen when the picker opens, at local time `now`."""
        wanted = _code(self.format)
        moment = _moment(self.currentDate, self.format) if self.currentDate else None
        return self.within(moment or datetime.strptime(now.strftime(wanted), wanted)).strftime(wanted)

    def taken(self, text: str) -> str:
        """`text` as the program receives it. Raises `UsageError` for what nobody can choose in this picker."""
        try:
            moment = datetime.strptime(text, _code(self.format))
        except ValueError:
            raise UsageError(f"the person's script chooses {text!r}: write a date such as {self.format}") from None
        if self.within(moment) != moment:
            offered = f"from {self.startDate or 'any'} to {self.endDate or 'any'}"
            raise UsageError(f"the person's script chooses {text!r}, but the picker goes {offered}")
        return moment.strftime(_code(self.format))


class DatePickerResult(Result):
    """`date`, written as `format` says."""

    date: str


def local_time(app: AppContext) -> datetime:
    """What a clock on the program's wall shows."""
    try:
        return min(max(_EPOCH + timedelta(hours=app.services.timezone, milliseconds=app.clock.now), _FIRST), _LAST)
    except OverflowError:
        return _LAST if app.clock.now > 0 else _FIRST


@jsapi("datePicker", inferred="A start after the end, and dates that cannot be read, are error 2.")
async def date_picker(params: DatePickerParams, app: AppContext) -> DatePickerResult:
    """Have the person choose: what is shown at first unless the script has a text. Error 11 if they cancel."""
    text = await handed_over(app, "datePicker", params.shown(local_time(app)))
    if text is None:
        raise cancelled(app)
    return DatePickerResult(date=params.taken(text))
