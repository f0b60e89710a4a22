"""What shows pages of the wallet's own, outside of the program: tickets, vouchers, cards, businesses.

Source: the open capability and Alipay pages, and the typings. Nothing of it is run here. The call is in the trace like
any other, and what was opened in `chrome["outside"]`; the program is covered meanwhile, and the person comes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, StrictStr, model_validator

from bridge.jsapi.chrome import chrome_of
from bridge.jsapi.context import AppContext
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import EmptyResult, NoParams, SuccessResult
from bridge.jsapi.registry import jsapi

INFERRED = "The program is covered and seen again at once, as with the documented scanner: onHide and onShow."


class PartnerParams(Params):
    """Whose list."""

    partnerId: StrictStr = Field(min_length=1)  # noqa: N815


class PassParams(Params):
    """Which ticket or voucher: by `passId`, or by partner and number."""

    passId: StrictStr | None = None  # noqa: N815
    partnerId: StrictStr | None = None  # noqa: N815
    serialNumber: StrictStr | None = None  # noqa: N815

    @model_validator(mode="after")
    def _names_one(self) -> PassParams:
        if not self.passId and not (self.partnerId and self.serialNumber):
            raise ValueError("passId is wanted, or partnerId and serialNumber")
        return self


class CertificateParams(Params):
    """Which certificate."""

    certificateId: StrictStr = Field(min_length=1)  # noqa: N815


class UrlParams(Params):
    """A page of the wallet's, or of whoever it lets be opened."""

    url: StrictStr = Field(min_length=1)


class AlipayAppParams(Params):
    """Which business, and what it is given."""

    appCode: StrictStr = Field(min_length=1)  # noqa: N815
    appParams: dict[str, Any] | None = None  # noqa: N815


class AlipayPageParams(Params):
    """`appCode`, or the `path` of a page."""

    appCode: StrictStr | None = None  # noqa: N815
    appParams: dict[str, Any] | None = None  # noqa: N815
    path: StrictStr | None = None

    @model_validator(mode="after")
    def _names_one(self) -> AlipayPageParams:
        if not self.appCode and not self.path:
            raise ValueError("appCode or path is wanted")
        return self


class FinanceParams(Params):
    """`fundCode` is wanted by all that are about one fund."""

    type: Literal[
        "fundDetail", "portfolioDetail", "fundBuy", "goldBuy", "portfolioBuy", "fundSign", "goldSign", "wealthShop",
        "h5Page",
    ]  # fmt: skip
    fundCode: StrictStr | None = None  # noqa: N815

    @model_validator(mode="after")
    def _names_the_fund(self) -> FinanceParams:
        if self.type not in ("goldSign", "wealthShop", "h5Page") and not self.fundCode:
            raise ValueError("fundCode is wanted")
        return self


CARDS: Mapping[str, type[Params]] = {
    "openTicketList": NoParams,
    "openTicketDetail": PassParams,
    "openMerchantTicketList": PartnerParams,
    "openVoucherList": NoParams,
    "openVoucherDetail": PassParams,
    "openKBVoucherDetail": PassParams,
    "openMerchantVoucherList": PartnerParams,
}
"""These are there twice: `my.openTicketList` and `my.ap.openTicketList`."""

OPENED: Mapping[str, tuple[type[Params], type[Result]]] = {
    **{name: (params, EmptyResult) for name, params in CARDS.items()},
    **{f"ap.{name}": (params, EmptyResult) for name, params in CARDS.items()},
    "ap.openCardList": (NoParams, EmptyResult),
    "ap.openMerchantCardList": (PartnerParams, EmptyResult),
    "ap.openURL": (UrlParams, EmptyResult),
    "ap.openAlipayApp": (AlipayAppParams, EmptyResult),
    "ap.navigateToAlipayPage": (AlipayPageParams, SuccessResult),
    "ap.navigateToFinance": (FinanceParams, EmptyResult),
    "ap.prepareUseCertificate": (CertificateParams, EmptyResult),
    "ap.updateAlipayClient": (NoParams, SuccessResult),
}
"""What each takes and answers."""


def _opening(name: str, takes: type[Params], answers: type[Result]) -> Any:
    """The handler that opens `name`."""

    def opened(params: Params, app: AppContext) -> Result:
        chrome_of(app)["outside"] = {"opened": name, **params.model_dump(exclude_none=True)}
        if app.services.stage is not None:
            app.services.stage.cover()
            app.services.stage.uncover()
        return answers()

    opened.__annotations__ = {"params": takes, "app": AppContext, "return": answers}
    return opened


for _name, (_takes, _answers) in OPENED.items():
    jsapi(_name, kind="outside", inferred=INFERRED)(_opening(_name, _takes, _answers))
