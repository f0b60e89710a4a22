// What a sweep wants to know besides the frames: where the program made each call, when each call's end reached it, and
// that it set data. Comes after the shims whose functions it stands before, and only into the engines of sweeps.
(function (kernel) {
  "use strict";
  const { post, quote, stackOf, data, call, receivers } = kernel;
  const { changeAll } = data;
  const { settle } = receivers;
  const Failed = Error;
  let ending = 0; // the call whose callbacks are running, by number; 0 for none, and for what promises do later

  function tell(name, value) {
    post('{"type":"state","name":"' + name + '","value":' + value + "}");
  }

  // The place follows its call: what the program passed may make calls of its own while it is read.
  kernel.call = function (api, options, then) {
    const stack = stackOf(new Failed());
    const promise = call(api, options, then);
    tell("calledAt", '{"stack":' + quote(stack) + ',"during":' + ending + "}");
    return promise;
  };

  receivers.settle = function (frame) {
    ending = frame.id;
    tell("ended", frame.id);
    try {
      settle(frame);
    } finally {
      ending = 0;
    }
  };

  data.changeAll = function (values, update, change) {
    tell("dataSet", ending);
    return changeAll(values, update, change);
  };
})
