// The one update manager: nothing is ever newer here, so whoever asks is told so once, and nothing gets ready or fails.
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

  const ignore = () => {};
  const onCheckForUpdate = (listener) => later(listener, [{ hasUpdate: false }]);

  const getUpdateManager = () => ({
    applyUpdate,
    onCheckForUpdate,
    onUpdateReady: ignore,
    onUpdateFailed: ignore,
    offCheckForUpdate: ignore,
    offUpdateReady: ignore,
    offUpdateFailed: ignore,
  });

  return { getUpdateManager };
})
