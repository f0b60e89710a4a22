"""The receipts of names that the guest answers itself (inside.py): no handler says their kind and what is inferred."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bridge.jsapi.inside import INSIDE
from bridge.jsapi.receipts import Kind, Receipt, receipt_for

_OF_THE_PHONE = """
    getSystemInfoSync getSystemSetting getAppAuthorizeSetting getWindowInfo getAppBaseInfo getAccountInfoSync
    getBatteryInfoSync getMenuButtonBoundingClientRect getLeftButtonsBoundingClientRect getAccessibilityManager
    getGeocoder
    onMemoryWarning offMemoryWarning onUserCaptureScreen offUserCaptureScreen onNetworkStatusChange
    offNetworkStatusChange onAudioInterruptionBegin offAudioInterruptionBegin onAudioInterruptionEnd
    offAudioInterruptionEnd onAccelerometerChange offAccelerometerChange onGyroscopeChange offGyroscopeChange
    onCompassChange offCompassChange onDeviceMotionChange offDeviceMotionChange onBluetoothAdapterStateChange
    offBluetoothAdapterStateChange onBluetoothDeviceFound offBluetoothDeviceFound onBLEConnectionStateChanged
    offBLEConnectionStateChanged onBLECharacteristicValueChange offBLECharacteristicValueChange onBeaconUpdate
    offBeaconUpdate onBeaconServiceChange offBeaconServiceChange onGetWifiList offGetWifiList onWifiConnected
    offWifiConnected
"""

OF_THE_PHONE = frozenset(_OF_THE_PHONE.split())
"""What tells of the phone and of what happens to it; the others really do what they are asked for."""

_INFERRED: Mapping[str, str] = {
    "arrayBufferToBase64 base64ToArrayBuffer": "What is of another type becomes empty, as there is no way to fail.",
    "call": "A name that there is not fails with error 1, as an API of a newer version does.",
    "canIUse": "It goes by the typings, and for components and versions by what their pages tell.",
    "env": "Its platform is iOS and its language the wallet app's, whatever the phone.",
    "isIDE": "It is false: this passes for a phone.",
    "on": "The event of my.onAppShow is called onAppShow, or appShow.",
    "off": "Without a listener, all of the event go.",
    "getSystemInfoSync getSystemSetting": "Wi-Fi counts as switched on while it connects the phone.",
    "getMenuButtonBoundingClientRect": "Its size was observed on iOS, and is the same on every phone.",
    "getLeftButtonsBoundingClientRect": "Its sizes are those of one phone, whatever its screen.",
    "getPluginIdSync": "It is empty: nothing that runs here is a plugin's.",
    "getParentAppId getParentAppIdSync": "It is the program's own id: nothing that runs here is a plugin's.",
    "getAccessibilityManager": "What is announced is in the trace, and read aloud by nobody.",
    "getGeocoder": "Only what is within a kilometre of the phone has names.",
    "getUpdateManager": "Nothing is newer unless a test says so.",
    "setStorageSync": "A value beyond a limit is told in the answer, as error 2, and nothing is thrown.",
    "getStorageInfoSync": "currentSize counts keys and JSON texts in characters, rounded up to KB.",
    "getFileSystemManager": "Names come in alphabetical order, and what is moved to a path replaces what was there.",
    "createWorker": "What is posted to a worker that has ended is dropped, and no error.",
    "createSelectorQuery createIntersectionObserver": "Places and sizes are those of a simple layout of boxes.",
    "createMapContext": "It is a map of Beijing that nobody moves, and success comes at once.",
    "createVideoContext createLottieContext": "Nothing is seen: calls are noted, and time stands still.",
    "createInnerAudioContext getBackgroundAudioManager": "Nothing is heard: calls are noted, and events come at once.",
    "getRecorderManager": "Its file is always the same; what is called while the person is asked waits for the answer.",
    "createWebViewContext": "What is posted is noted, and no page receives it.",
    "createCameraContext": "Nothing is taken: the picture or film that it tells of is always the same.",
    "createRewardedAd": "It is loaded and seen to its end at once.",
    "createCanvasContext": (
        "Texts have an average width, draw() keeps styles but no transforms, and isPointInStroke has a round pen "
        "without dashes."
    ),
    "createOffscreenCanvas": (
        "What answers at once has no pixels: toDataURL() is empty, getImageData(x, y, w, h) transparent; the pen of "
        "isPointInStroke is round."
    ),
    "createAnimation": "Nothing moves: what it exports is what was asked for.",
    "cloud.createCloudContext": "Its methods are calls that a test answers; database() throws.",
}
"""By names, with blanks between them."""


def _told() -> Iterator[tuple[str, str]]:
    for names, sentence in _INFERRED.items():
        yield from ((name, sentence) for name in names.split())


INFERRED: Mapping[str, str] = dict(_told())
"""By name, a sentence on the part of its behaviour that no page tells."""


def receipt_inside(name: str) -> Receipt | None:
    """None for a name that is not answered inside."""
    if name not in INSIDE:
        return None
    kind: Kind = "device" if name in OF_THE_PHONE else "simulated"
    return receipt_for(name, kind, None, INFERRED.get(name, ""))
