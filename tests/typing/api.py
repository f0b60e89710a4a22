"""The public API as typed code uses it. Never run: mypy, strict, is the test."""

from __future__ import annotations

from bridge import (
    AlertParams,
    AlertResult,
    Answer,
    AppContext,
    Call,
    Console,
    Dialogs,
    Failure,
    JSAPIError,
    JSAPIFailure,
    Limits,
    MiniProgram,
    Note,
    Origins,
    Page,
    Params,
    Person,
    ProgramError,
    Result,
    Runtime,
    ScriptError,
    SignContractParams,
    SignContractResult,
    Since,
    Wallet,
    jsapi,
)


class ScanParams(Params):
    """What `my.scan` takes."""

    type: str = "qr"


class ScanResult(Result):
    """What `my.scan` gives."""

    code: str


class ScanFailure(JSAPIFailure):
    """How `my.scan` fails."""


@jsapi("scan", since=Since(appx="1.0", client={"alipay-cn": "10.1"}), failure=ScanFailure, aliases={"text": "code"})
async def scan(params: ScanParams, app: AppContext) -> ScanResult:
    await app.sleep(100)
    if app.profile.chinese:
        raise JSAPIError(10, "nothing to scan", tried=3)
    return ScanResult(code=params.type)


def sign(params: SignContractParams) -> SignContractResult:
    return SignContractResult(authState=params.signStr, authCode="CODE")


class Somebody:
    """A person at a keyboard."""

    async def alert(self, title: str, content: str, button: str) -> None: ...

    async def authorize(self, url: str) -> Answer:
        return Answer.CANCEL

    async def open_page(self, url: str) -> None: ...


async def script() -> None:
    dialogs: Dialogs = Somebody()
    limits = Limits(cpu=1.5, memory=64)
    async with Runtime(user=["cancel", Answer.APPROVE], host="alipay-cn", limits=limits, dialogs=dialogs) as runtime:
        runtime.override("signContract", sign)

        @runtime.jsapi("alert")
        def alert(params: AlertParams) -> AlertResult:
            return AlertResult()

        await runtime.run("my.alert({content: 'hello'})", "demo.js", check=False)
        call: Call = runtime.calls[0]
        line: Console = runtime.console[0]
        failure: Failure = runtime.errors[0]
        note: Note = runtime.notes[0]
        person: Person = runtime.person
        wallet: Wallet = runtime.wallet
        shown: AlertResult = alert(AlertParams(content="x"))
        print(call.api, call.outcome, line.level, failure.stack, note.text, person.answers, wallet.url, shown)


async def program() -> None:
    origins = Origins({"https://shop.example": "http://127.0.0.1:8000"})
    try:
        async with MiniProgram.open("sample_miniprogram", user="cancel", origins=origins) as app:
            page: Page = await app.launch(query={"order": "7"})
            await page.call("authorize", {"value": 1})
            await app.idle()
            title: object = page.data["title"]
            print(title, app.calls)
    except ProgramError as error:
        print(error.place, error.advice)
    except ScriptError as error:
        print(error.stack, error.limit)
