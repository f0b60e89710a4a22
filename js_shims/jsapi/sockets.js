// What stands before the calls of WebSockets: SocketTasks, whose methods are calls that carry the task's id, and binary
// messages, which travel as base64.
(function (intrinsics, kernel) {
  "use strict";
  const { apiNamed } = kernel;
  const { packed } = kernel.lazy("bytes");
  const { multiple: isMultiple } = kernel.settings.surface;
  let lastTask = 0;

  const ignore = () => {};

  const isObject = (value) => typeof value === "object" && value !== null;

  // With more that the call says. Options that cannot be read are left to the call, which tells.
  const joined = (options, more) => {
    try {
      return { ...options, ...more };
    } catch {
      return options;
    }
  };

  const sendSocketMessage = (api, options, then) => kernel.call(api, packed(options), then);

  const wantsTask = (options) => {
    try {
      return isObject(options) && (options.multiple === undefined ? isMultiple === true : options.multiple === true);
    } catch {
      return false;
    }
  };

  const taskOf = (id) => {
    const listeners = kernel.lazy("listeners");
    const own = { __proto__: null, socketTaskID: id };
    const on = (event) => (listener) => listeners.add("on" + event + "#" + id, listener);
    const off = (event) => (listener) => listeners.remove("on" + event + "#" + id, listener);
    return {
      send: (options) => kernel.call(apiNamed("sendSocketMessage"), joined(packed(options), own)),
      close: (options) => kernel.call(apiNamed("closeSocket"), joined(options, own)),
      onOpen: on("Open"),
      onMessage: on("Message"),
      onError: on("Error"),
      onClose: on("Close"),
      offOpen: off("Open"),
      offMessage: off("Message"),
      offError: off("Error"),
      offClose: off("Close"),
    };
  };

  const begun = (options, id) => {
    try {
      return { fail: ignore, ...options, multiple: true, socketTaskID: id };
    } catch {
      return options;
    }
  };

  const connectSocket = (api, options, then) => {
    if (!wantsTask(options)) return kernel.call(api, options, then);
    const id = "" + ++lastTask;
    const task = taskOf(id);
    // Nobody but the listeners to errors can be told, so a rejection is none that somebody forgot.
    kernel.call(api, begun(options, id), then);
    return task;
  };

  return { connectSocket, sendSocketMessage };
})
