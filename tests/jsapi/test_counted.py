"""The JSAPIs that real programs cannot open without are there, on both hosts."""

from __future__ import annotations

import pytest

from tests.support.scripts import printed

COUNTED = [
    "navigateTo",
    "request",
    "alert",
    "showToast",
    "getStorageSync",
    "hideLoading",
    "setStorageSync",
    "navigateBack",
    "getAuthCode",
    "showLoading",
    "confirm",
    "setNavigationBar",
    "stopPullDownRefresh",
    "getSystemInfoSync",
    "createSelectorQuery",
    "tradePay",
    "getSystemInfo",
    "reLaunch",
    "setStorage",
    "redirectTo",
    "canIUse",
    "getStorage",
    "getLocation",
    "switchTab",
    "makePhoneCall",
    "getAuthUserInfo",
    "call",
    "createAnimation",
    "chooseImage",
    "removeStorageSync",
    "removeStorage",
    "scan",
    "navigateToMiniProgram",
    "httpRequest",
    "previewImage",
    "createWebViewContext",
    "uploadFile",
    "createMapContext",
    "pageScrollTo",
    "getOpenUserInfo",
    "downloadFile",
    "getPhoneNumber",
    "showActionSheet",
    "showModal",
    "getExtConfigSync",
    "getUpdateManager",
    "hideToast",
    "getSetting",
    "createIntersectionObserver",
    "createCanvasContext",
]


@pytest.mark.parametrize("host", ["alipay-plus", "alipay-cn"])
async def test_every_counted_name_is_an_own_enumerable_function_that_can_be_used(host: str) -> None:
    source = f"""for (const name of {COUNTED}) {{
      if (!(Object.keys(my).includes(name) && typeof my[name] === 'function' && my.canIUse(name))) console.log(name);
    }}"""
    assert await printed(source, host=host) == []
