// The one update manager. Nothing is newer unless the host says so by an event (onCheckForUpdate, onUpdateReady,
// onUpdateFailed): whoever asks is told so.
(function (intrinsics, kernel) {
  "use strict";
  const { Promise, queueMicrotask } = intrinsics;
  const { run } = kernel;

  const later = (act, args) => {
    if (typeof act === "function") queueMicrotask(() => run(act, undefined, args));
  };

  const applyUpdate = (options) => {
    const result = { success: true };
    if (typeof options === "object" && options !== null) {
      later(options.success, [result]);
      later(options.complete, [result]);
    }
    return new Promise((resolve) => resolve(result));
  };

  const on = (event) => (listener) => kernel.lazy("listeners").add(event, listener);
  const off = (event) => (listener) => kernel.lazy("listeners").remove(event, listener);

  const onCheckForUpdate = (listener) => {
    on("onCheckForUpdate")(listener);
    later(listener, [{ hasUpdate: false }]);
  };

  const getUpdateManager = () => ({
    applyUpdate,
    onCheckForUpdate,
    onUpdateReady: on("onUpdateReady"),
    onUpdateFailed: on("onUpdateFailed"),
    offCheckForUpdate: off("onCheckForUpdate"),
    offUpdateReady: off("onUpdateReady"),
    offUpdateFailed: off("onUpdateFailed"),
  });

  return { getUpdateManager };
})
