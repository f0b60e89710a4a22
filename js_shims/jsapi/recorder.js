// my.getRecorderManager: a recording starts once the person lets the program use the microphone, for which the host asks
// them. What is called meanwhile waits for their answer; who refuses is told of by onError, and nothing else happens.
(function (intrinsics, kernel) {
  "use strict";
  const { ObjectHasOwn } = intrinsics;
  const { emit, list, makeContext, react } = kernel.lazy("drawing");
  // onError tells of `errMsg` on its page, of `errorMessage` in the typings.
  const START = {
    __proto__: null, label: '"$startRecording"', aliases: { __proto__: null, errMsg: "errorMessage" }, abortable: false, unread: "",
  };
  let waiting = null; // the methods called while the person is asked

  const ask = (manager, state) => {
    waiting = list();
    kernel.call(START, undefined, (answer) => {
      const asked = waiting;
      waiting = null;
      if (ObjectHasOwn(answer, "error")) return emit(state, "error", answer);
      react(manager, state, "start", list());
      for (let i = 0; i < asked.length; i++) react(manager, state, asked[i], list());
    });
  };

  const record = (manager, state, method, given) => {
    if (waiting !== null) waiting[waiting.length] = method;
    else if (method === "start") ask(manager, state);
    else react(manager, state, method, given);
  };

  let manager; // of which a program has one

  return { getRecorderManager: () => (manager ??= makeContext("recorder", "", record)) };
})
