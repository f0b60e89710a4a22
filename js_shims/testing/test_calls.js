// The calls of `my.*` since the test began, as `bridge.calls` tells of them.
(function (intrinsics, kernel) {
  "use strict";
  const { JSONParse, StringPrototypeStartsWith } = intrinsics;
  let made = [];
  const byId = { __proto__: null };

  kernel.callObserver = {
    __proto__: null,
    called(id, label, params) {
      if (StringPrototypeStartsWith(label, '"bridge.')) return;
      const call = { api: JSONParse(label), text: params, outcome: null, result: null };
      made[made.length] = byId[id] = call;
    },
    settled(id, ok, result) {
      if (byId[id] === undefined) return;
      byId[id].outcome = ok ? "success" : "fail";
      byId[id].result = result;
      delete byId[id];
    },
  };

  // What cannot be read as JSON was passed as null.
  function paramsOf(text) {
    try {
      return JSONParse(text);
    } catch {
      return null;
    }
  }

  const shown = ({ api, text, outcome, result }) => ({ api, params: paramsOf(text), outcome, result });

  function calls(api) {
    const chosen = api === undefined ? made : made.filter((call) => call.api === api);
    return chosen.map(shown);
  }

  function forget() {
    made = [];
  }

  return { __proto__: null, calls, forget };
})
