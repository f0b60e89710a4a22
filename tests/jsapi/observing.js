// For tests: REFRESH(n) looks again n times, a turn apart, as the host does after scrolling and rendering.
(function (kernel) {
  "use strict";
  globalThis.REFRESH = function (times) {
    if (times === 0) return;
    setTimeout(() => {
      if (kernel.isObserving) kernel.lazy("observers").refresh();
      globalThis.REFRESH(times - 1);
    }, 10);
  };
})
