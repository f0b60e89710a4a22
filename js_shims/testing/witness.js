// What a sweep wants to know besides the frames: where the program made each call, and that it set data. Comes after
// the shims whose functions it stands before, and only into the engines of sweeps.
(function (kernel) {
  "use strict";
  const { post, quote, stackOf, data, call } = kernel;
  const { changeAll } = data;
  const Failed = Error;

  // The place follows its call: what the program passed may make calls of its own while it is read.
  kernel.call = function (api, options, then) {
    const stack = stackOf(new Failed());
    const promise = call(api, options, then);
    post('{"type":"state","name":"calledAt","value":' + quote(stack) + "}");
    return promise;
  };

  data.changeAll = function (values, update, change) {
    post('{"type":"state","name":"dataSet","value":null}');
    return changeAll(values, update, change);
  };
})
