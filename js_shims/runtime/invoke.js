// What the host asks the program to do (`invoke`), answered once by a `value` frame: at once, or when the
// promise that a handler returned is settled. Nobody waits for number 0: its value is not even looked at.
(function (kernel) {
  "use strict";
  const { stringify } = JSON;
  const { post, quote, receivers } = kernel;
  const actions = { __proto__: null };
  kernel.actions = actions;

  let ready = null; // an answer that is JSON already

  kernel.asJSON = function (text) {
    return (ready = { __proto__: null, text });
  };

  // A value the host cannot be given (a cycle, a function, nothing) is null to it.
  function jsonOf(value) {
    if (value !== null && value === ready) return ready.text;
    try {
      const text = stringify(value);
      return typeof text === "string" ? text : "null";
    } catch {
      return "null";
    }
  }

  function answer(id, value) {
    if (id === 0) return;
    post('{"type":"value","id":' + id + ',"ok":true,"value":' + jsonOf(value) + "}");
  }

  function refuse(id, error) {
    if (id === 0) return;
    const message = quote(kernel.describe(error));
    post('{"type":"value","id":' + id + ',"ok":false,"message":' + message + ',"stack":' + quote(kernel.stackText(error)) + "}");
  }

  receivers.invoke = function ({ id, action, arguments: given }) {
    let value;
    try {
      value = actions[action](given);
    } catch (error) {
      kernel.report(error, "error");
      return refuse(id, error);
    }
    const fulfilled = (result) => answer(id, result);
    const rejected = (reason, ours, handled) => {
      if (handled) return answer(id, null);
      if (!ours) kernel.report(reason, "rejection");
      refuse(id, reason);
    };
    if (!kernel.follow(value, fulfilled, rejected)) answer(id, value);
  };
})
