"""Members of `my` that the guest answers itself, at once: which shim of js_shims/jsapi/ makes each.

A name here is an own enumerable function of `my`, known to `canIUse`, that nobody can register. Its shim is lazy:
compiled at the first call of one of its names, which then runs `kernel.lazy(shim)[name](...)`.
"""

from __future__ import annotations

from collections.abc import Mapping

MADE_AT_THE_START = frozenset({"SDKVersion", "call", "canIUse", "env", "isIDE"})
"""js_shims/jsapi/my.js has these itself."""

MAKERS: Mapping[str, str] = {
    "answers": """
        getAppIdSync getSystemInfoSync getSystemSetting getAppAuthorizeSetting getWindowInfo getAppBaseInfo
        getAccountInfoSync getLaunchOptionsSync getEnterOptionsSync getExtConfigSync getBatteryInfoSync
        getMenuButtonBoundingClientRect getPluginIdSync getParentAppIdSync getParentAppId
    """,
    "storage": "getStorageSync setStorageSync removeStorageSync clearStorageSync getStorageInfoSync",
    "updates": "getUpdateManager",
    "file_system": "getFileSystemManager",
    "conversions": "arrayBufferToBase64 base64ToArrayBuffer",
    "managers": "getAccessibilityManager getGeocoder",
    "workers": "createWorker",
    "selector_query": "createSelectorQuery",
    "observers": "createIntersectionObserver",
    "drawing": """
        createMapContext createVideoContext createInnerAudioContext getBackgroundAudioManager createWebViewContext
        createLottieContext createCameraContext createRewardedAd getLeftButtonsBoundingClientRect
    """,
    "recorder": "getRecorderManager",
    "canvas": "createCanvasContext createOffscreenCanvas",
    "animations": "createAnimation",
    "clouds": "cloud.createCloudContext",
    "listeners": """
        on off onAppShow offAppShow onAppHide offAppHide onError offError onUnhandledRejection offUnhandledRejection
        onPageNotFound offPageNotFound onComponentError offComponentError onMemoryWarning offMemoryWarning
        onUserCaptureScreen offUserCaptureScreen onNetworkStatusChange offNetworkStatusChange
        onAudioInterruptionBegin offAudioInterruptionBegin onAudioInterruptionEnd offAudioInterruptionEnd
        onSocketOpen offSocketOpen onSocketMessage offSocketMessage onSocketError offSocketError onSocketClose
        offSocketClose onAccelerometerChange offAccelerometerChange onGyroscopeChange offGyroscopeChange onCompassChange
        offCompassChange onDeviceMotionChange offDeviceMotionChange onLocatedComplete offLocatedComplete
        onBluetoothAdapterStateChange offBluetoothAdapterStateChange onBluetoothDeviceFound offBluetoothDeviceFound
        onBLEConnectionStateChanged offBLEConnectionStateChanged onBLECharacteristicValueChange
        offBLECharacteristicValueChange onBeaconUpdate offBeaconUpdate onBeaconServiceChange offBeaconServiceChange
        onGetWifiList offGetWifiList onWifiConnected offWifiConnected
    """,
}
"""The names that each shim makes: add a line for a new shim, a word for a new name."""

INSIDE = MADE_AT_THE_START.union(*(names.split() for names in MAKERS.values()))
"""Every name that is answered inside."""

NAMESPACES = ("ap", "cloud")
"""Objects that are members of `my`: `my.ap.nsf` is called `ap.nsf` wherever it is named."""

SURFACE = {shim: " ".join(names.split()) for shim, names in MAKERS.items() if "." not in names}
"""As the guest is told: fewer characters than one entry a name."""

BELOW = {shim: " ".join(names.split()) for shim, names in MAKERS.items() if "." in names}
"""The same of those whose names are below a namespace."""

_BESIDE_CALLS = (
    "capabilities", "conformance", "bytes", "sockets", "tasks", "city_task", "file_tree", "canvas_nodes",
    "canvas_hits", "canvas_outlines", "canvas_pictures",
)  # fmt: skip

LAZY_SHIMS = tuple(f"jsapi/{shim}.js" for shim in (*_BESIDE_CALLS, *MAKERS))
"""The paths, for the engine's list of lazy shims."""
