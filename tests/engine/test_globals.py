"""What the engine lacks is there, as a program expects it, and costs nothing until it is touched."""

from __future__ import annotations

import pytest

from tests.support.scripts import fails, printed, ran

LAZY = ["structuredClone", "TextEncoder", "TextDecoder"]
GLOBALS = [*LAZY, "atob", "btoa", "queueMicrotask", "setTimeout", "clearTimeout", "setInterval", "clearInterval"]


@pytest.mark.parametrize("name", GLOBALS)
async def test_a_global_is_a_function_that_is_not_enumerable(name: str) -> None:
    source = f"console.log(typeof {name}, Object.keys(globalThis).includes('{name}'))"
    assert await printed(source) == ["function false"]


@pytest.mark.parametrize("name", LAZY)
async def test_a_lazy_global_is_a_getter_until_it_is_read_then_a_value(name: str) -> None:
    source = f"""
        const has = () => 'value' in Object.getOwnPropertyDescriptor(globalThis, '{name}');
        console.log(has()); {name}; console.log(has(), {name} === globalThis.{name});
    """
    assert await printed(source) == ["false", "true true"]


@pytest.mark.parametrize("name", LAZY)
async def test_a_lazy_global_can_be_overwritten_before_it_is_read(name: str) -> None:
    assert await printed(f"globalThis.{name} = 'mine'; console.log({name})") == ["mine"]


@pytest.mark.parametrize("name", LAZY)
async def test_a_lazy_global_can_be_deleted(name: str) -> None:
    assert await printed(f"delete globalThis.{name}; console.log(typeof {name})") == ["undefined"]


WORKS = {
    "structuredClone": (
        "const a = { d: [new Date(5)] }; a.a = a; const c = structuredClone(a)",
        "c.a === c && +c.d[0]",
    ),
    "TextEncoder": ("", "Array.from(new TextEncoder().encode('é')).join()"),
    "TextDecoder": ("", "new TextDecoder().decode(new Uint8Array([0xe6, 0x97, 0xa5]))"),
    "atob": ("", "atob('aGk=')"),
    "btoa": ("", "btoa('hi')"),
    "WeakRef": ("", "new WeakRef(globalThis).deref() === globalThis"),
}
ANSWERS = ["5", "195,169", "日", "hi", "aGk=", "true"]


@pytest.mark.parametrize(("work", "answer"), list(zip(WORKS.values(), ANSWERS, strict=True)), ids=WORKS)
async def test_a_global_works(work: tuple[str, str], answer: str) -> None:
    before, expression = work
    assert await printed(f"{before}; console.log(String({expression}))") == [answer]


async def test_lazy_globals_work_after_the_built_ins_they_use_were_replaced() -> None:
    lines = await printed("""
        Array.prototype.push = Map.prototype.get = String.prototype.charCodeAt = Reflect.ownKeys = null;
        console.log(structuredClone({ a: [1] }), new TextDecoder().decode(new TextEncoder().encode('x')));
    """)
    assert lines == ["{ a: [ 1 ] } x"]


async def test_the_cleanup_of_a_registry_is_guarded() -> None:
    runtime = await ran("""
        new FinalizationRegistry(() => { throw Symbol('late'); }).register({}, 1);
        setTimeout(() => console.log('on'), 1);
    """)
    assert [line.text for line in runtime.console] == ["on"]
    assert fails(runtime) in ([], [("error", "Uncaught Symbol(late)")])


async def test_a_module_that_nobody_loaded_cannot_be_imported() -> None:
    assert await printed("import('fs').catch((e) => console.log(e.name))") == ["ReferenceError"]
