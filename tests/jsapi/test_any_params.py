"""Properties of every API there is: whatever JSON a program passes for a parameter, the call has one outcome, as its
handler promised, and no handler breaks.
"""

from __future__ import annotations

import asyncio
import json
from itertools import groupby
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridge import Runtime
from bridge.jsapi.catalogue import listings
from bridge.jsapi.directory import entry

from .test_any_options import anything
from .test_settling import params

DOMAINS = {
    domain.rpartition(".")[2]: [listing.name for listing in group if not listing.internal]
    for domain, group in groupby(sorted(listings(), key=lambda listing: listing.domain), lambda listing: listing.domain)
}
CALL = """
  const settled = globalThis.settled = [];
  for (const [path, options] of JSON.parse(%s)) {
    const f = path.split('.').reduce((object, name) => object[name], my);
    const note = (end) => () => settled.push(path + ' ' + end);
    const whole = { ...options, success: note('outcome'), fail: note('outcome'), complete: note('complete') };
    const given = f(whole);
    if (given && given.then) given.then(null, () => {});
  }
"""
SAY = "console.log(JSON.stringify(settled))"


@st.composite
def calls(draw: Any, domain: str) -> list[tuple[str, dict[str, Any]]]:
    """One call of each API of a domain, of which one parameter is anything at all."""
    made = []
    for name in DOMAINS[domain]:
        names = sorted({*entry(name).page.params, *params(name)})
        options = params(name)
        if names:
            options[draw(st.sampled_from(names))] = draw(anything)
        made.append((name, options))
    return made


async def settled(made: list[tuple[str, dict[str, Any]]]) -> list[str]:
    """What has come by the end, however long a program itself asked to wait."""
    async with Runtime(check_contract=True) as rt:
        await rt.run(CALL % json.dumps(json.dumps(made)))
        await rt.run(SAY)
        ends: list[str] = json.loads(rt.console[-1].text)
        return ends


@pytest.mark.parametrize("domain", [domain for domain, names in DOMAINS.items() if names])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_value_of_any_parameter_has_one_outcome(domain: str, data: st.DataObject) -> None:
    made = data.draw(calls(domain))
    ends = asyncio.run(settled(made))
    assert sorted(ends) == sorted(f"{name} {end}" for name, _ in made for end in ("outcome", "complete"))
