"""Making a call end as planned, where calls are answered: its API's handler is overridden for one program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from bridge.jsapi import JSAPI, AppContext, Handler, JSAPIError
from bridge.jsapi.endings import Ending, endings_of
from bridge.testing.sweep.plans import Forced
from bridge.wallet import Answer, Person
from bridge.wallet.person import Act, DialogAct

if TYPE_CHECKING:
    from bridge.runtime import Call
    from bridge.testing.sweep.witness import Witness


def force(app: Witness, plan: Iterable[Forced], *, common: bool) -> None:
    """Have `app` answer as `plan` says. What is not planned is answered as ever."""
    planned: dict[str, dict[int, Ending]] = {}
    for forced in plan:
        endings = {ending.name: ending for ending in endings_of(forced.api, common=common)}
        planned.setdefault(forced.api, {})[forced.call] = endings[forced.ending]
    for api, by_call in planned.items():
        known = app.api(api)
        if known is not None:
            app.override(api, _handler(known, by_call, app.calls))


def _handler(api: JSAPI, endings: Mapping[int, Ending], calls: list[Call]) -> Handler:
    def answer(params: Any, context: AppContext) -> Any:
        # The call that is being answered is in the trace already, as the last one.
        ending = endings.get(sum(call.api == api.name for call in calls))
        return _usual(api, params, context) if ending is None else _forced(api, ending, params, context)

    return answer


def _usual(api: JSAPI, params: Any, context: AppContext) -> Any:
    return api.handler(params, context) if api.wants_context else api.handler(params)


async def _forced(api: JSAPI, ending: Ending, params: Any, context: AppContext) -> Any:
    """What is the person's doing is really done by a person, so that consents are recorded and pages covered."""
    if ending.arrives == "fail" and not (ending.by_person or ending.takes_effect):
        raise ending.failure()
    scripted = context.answered_by(_Scripted(context.services.person, ending)) if ending.by_person else context
    try:
        result = _usual(api, params, scripted)
        result = await result if hasattr(result, "__await__") else result
    except JSAPIError as failure:
        if ending.arrives == "success" or str(failure.code) == ending.name:
            raise
        raise ending.failure() from None
    if ending.arrives == "fail":
        raise ending.failure()
    return {**_plain(result), **ending.result}


def _plain(result: Any) -> dict[str, Any]:
    if isinstance(result, BaseModel):
        return result.model_dump(mode="json", by_alias=True, exclude_none=True)
    return dict(result or {})


class _Scripted(Person):
    """Answers one call as its ending wants. The program's own person is asked, too, so that later answers stay."""

    def __init__(self, own: Person, ending: Ending) -> None:
        super().__init__(ending.answer or Answer.APPROVE)
        self._own = own
        self._declines = ending.declines

    def next_act(self) -> Act:
        own = self._own.next_act()
        return replace(own, answer=super().next_act().answer)

    def next_dialog_act(self) -> DialogAct:
        own = self._own.next_dialog_act()
        return replace(own, answer=False) if self._declines else own
