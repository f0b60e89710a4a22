"""What shows pages of the wallet's own, outside of the program: tickets, vouchers, cards, businesses.

Source: the open capability and Alipay pages, and the typings. Nothing of it is run here. The call is in the trace like
any other, and what was opened in `chrome["outside"]`; the program is covered meanwhile, and the person comes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

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


class Opened(NamedTuple):
    """A page that is opened: what it is, for people, and what its API takes and answers."""

    page: str
    takes: type[Params] = NoParams
    answers: type[Result] = EmptyResult


CARDS: Mapping[str, Opened] = {
    "openTicketList": Opened("the person's tickets"),
    "openTicketDetail": Opened("one of the person's tickets", PassParams),
    "openMerchantTicketList": Opened("the person's tickets of one merchant", PartnerParams),
    "openVoucherList": Opened("the person's vouchers"),
    "openVoucherDetail": Opened("one of the person's vouchers", PassParams),
    "openKBVoucherDetail": Opened("one of the person's vouchers of Koubei", PassParams),
    "openMerchantVoucherList": Opened("the person's vouchers of one merchant", PartnerParams),
}
"""These are there twice: `my.openTicketList` and `my.ap.openTicketList`."""

OPENED: Mapping[str, Opened] = {
    **CARDS,
    **{f"ap.{name}": opened for name, opened in CARDS.items()},
    "ap.openCardList": Opened("the person's cards"),
    "ap.openMerchantCardList": Opened("the person's cards of one merchant", PartnerParams),
    "ap.openURL": Opened("a page by its address", UrlParams),
    "ap.openAlipayApp": Opened("a business of the wallet's own", AlipayAppParams),
    "ap.navigateToAlipayPage": Opened("a page of the wallet's own", AlipayPageParams, SuccessResult),
    "ap.navigateToFinance": Opened("a page on a fund, or on other investments", FinanceParams),
    "ap.prepareUseCertificate": Opened("a voucher of a group purchase, about to be used", CertificateParams),
    "ap.updateAlipayClient": Opened("the page that updates the wallet app", answers=SuccessResult),
}
"""What each opens, takes and answers."""


def _opening(name: str, page: str, takes: type[Params], answers: type[Result]) -> Any:
    """The handler that opens `name`."""

    def opened(params: Params, app: AppContext) -> Result:
        chrome_of(app)["outside"] = {"opened": name, **params.model_dump(exclude_none=True)}
        if app.services.stage is not None:
            app.services.stage.cover()
            app.services.stage.uncover()
        return answers()

    opened.__annotations__ = {"params": takes, "app": AppContext, "return": answers}
    opened.__doc__ = f"Show {page}, outside of the program."
    return opened


for _name, _opened in OPENED.items():
    jsapi(_name, kind="outside", inferred=INFERRED)(_opening(_name, *_opened))
