// Compiled AXML: `kernel.view(path)` gives { path, render(data, keyPrefix), templates, hasComponents }.
(function (kernel) {
  "use strict";
  kernel.view = function (path) {
    return kernel.lazy("rendering").view(path);
  };
})
