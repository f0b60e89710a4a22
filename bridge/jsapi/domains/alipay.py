"""`my.ap` where it answers something: the city of the wallet's home page, and risks that the wallet judges.

Source: the Alipay pages and typings. The rest of `my.ap` opens pages of the wallet (bridge/jsapi/domains/outside.py).
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import Field, StrictStr

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi

CHINA = "156"


class MainSelectedCityParams(Params):
    """`needFullName` asks for `fullName`, too."""

    needFullName: bool = False  # noqa: N815


class MainSelectedCityResult(Result):
    """`name` without the word for city; `settingTime` in ms since the epoch."""

    name: str
    code: str
    fullName: str | None = None  # noqa: N815
    chineseMainLand: bool  # noqa: N815
    isManualSelected: bool  # noqa: N815
    settingTime: int  # noqa: N815
    districtName: str | None = None  # noqa: N815
    districtCode: str | None = None  # noqa: N815


@jsapi("ap.getMainSelectedCity", kind="device", inferred="It is the city where the phone is, and nobody chose another.")
def get_main_selected_city(params: MainSelectedCityParams, app: AppContext) -> MainSelectedCityResult:
    """The city at the top of the wallet's home page."""
    place = app.device.location
    return MainSelectedCityResult(
        name=place.city.removesuffix("市"),
        code=place.city_code,
        fullName=place.city if params.needFullName else None,
        chineseMainLand=place.country_code == CHINA,
        isManualSelected=False,
        settingTime=int(app.clock.now),
        districtName=place.district or None,
        districtCode=place.district_code or None,
    )


class RiskParams(Params):
    """Who asks, and about whom."""

    pid: StrictStr = Field(min_length=1)
    bizContext: dict[str, Any]  # noqa: N815


class RiskResult(Result):
    """`riskResult` and `riskResultDesc` are JSON texts."""

    result: dict[str, str]


_JUDGED = "Whoever is asked about has the lowest rank; a test that wants another overrides this."


def _judged(risk: str, code: str, app: AppContext) -> RiskResult:
    told = {
        "riskResult": json.dumps({risk: "rank1", f"{risk}_infocode": code}),
        "riskResultDesc": json.dumps({"rank1": "等级1"}, ensure_ascii=False),
        "uniqueId": _unique(app),
    }
    return RiskResult(result=told)


def _unique(app: AppContext) -> str:
    return f"{app.services.random.getrandbits(64):016x}"


@jsapi("ap.nsf", kind="outside", inferred=_JUDGED)
def nsf(params: RiskParams, app: AppContext) -> RiskResult:
    """How likely a person is not to pay."""
    return _judged("riskinfo_nsf_common", "172", app)


@jsapi("ap.preventCheat", kind="outside", inferred=_JUDGED)
def prevent_cheat(params: RiskParams, app: AppContext) -> RiskResult:
    """How likely a person is to cheat."""
    return _judged("riskinfo_anticheat_common", "171", app)


class ImageRiskParams(RiskParams):
    """`appId` is the program's."""

    appId: StrictStr = Field(min_length=1)  # noqa: N815


class ImageRiskResult(Result):
    """`riskResult` is the number of the task when a picture is given, what came of it when that is asked."""

    success: bool
    riskResult: str  # noqa: N815
    riskResultDesc: str  # noqa: N815
    uniqueId: str  # noqa: N815


def _asked(params: ImageRiskParams, *wanted: str) -> None:
    """Raises `JSAPIError` with the documented texts for codes."""
    if not params.bizContext:
        raise JSAPIError("bizContentEmpty", "风险数据内容为空")
    for name in wanted:
        if not params.bizContext.get(name):
            raise JSAPIError("paramMissingError", f"参数缺失: bizContext.{name}")


@jsapi("ap.imgRisk", kind="outside", inferred="It refuses what ap.imgRiskCallback documents that it refuses.")
def img_risk(params: ImageRiskParams, app: AppContext) -> ImageRiskResult:
    """Give a picture to be judged."""
    _asked(params, "risk_type")
    return ImageRiskResult(success=True, riskResult=_unique(app), riskResultDesc="", uniqueId=_unique(app))


@jsapi("ap.imgRiskCallback", kind="outside", inferred="Every picture has passed; a test overrides this.")
def img_risk_callback(params: ImageRiskParams, app: AppContext) -> ImageRiskResult:
    """What came of a picture."""
    _asked(params, "risk_type", "apply_id")
    return ImageRiskResult(success=True, riskResult="PASSED", riskResultDesc="", uniqueId=_unique(app))
