// `navigator`, `process` and animation frames: as much of them as libraries ask for while they load.
(function (intrinsics, kernel) {
  "use strict";
  const { ObjectFreeze, ReflectApply, TypeError } = intrinsics;
  const { page } = kernel;
  const env = kernel.settings.surface?.env ?? { __proto__: null };
  const client = env.clientVersion ?? "0";
  const language = env.language ?? "en";
  const FRAME = 16; // milliseconds

  // Programs look for AlipayClient in the user agent (observed).
  function userAgent() {
    const system = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)";
    const wallet = " AliApp(AP/" + client + ") AlipayClient/" + client + " Language/" + language;
    return system + " AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile" + wallet;
  }

  const agent = userAgent();
  const navigator = {
    appCodeName: "Mozilla",
    appName: "Netscape",
    appVersion: agent,
    cookieEnabled: false,
    language: language === "zh-Hans" ? "zh-CN" : language,
    languages: ObjectFreeze([language === "zh-Hans" ? "zh-CN" : language]),
    maxTouchPoints: 5,
    onLine: true,
    platform: "iPhone",
    product: "Gecko",
    userAgent: agent,
    vendor: "",
  };

  function unsupported(name) {
    return function () {
      throw new TypeError("process." + name + " is not there: a mini-program does not run in Node");
    };
  }

  function nothing() {
    return process;
  }

  // No `versions.node`: libraries take what has it for Node.
  const process = {
    argv: [],
    browser: true,
    env: { NODE_ENV: "production" },
    pid: 1,
    platform: "browser",
    title: "browser",
    version: "",
    versions: {},
    addListener: nothing,
    binding: unsupported("binding"),
    chdir: unsupported("chdir"),
    cwd: () => "/",
    emit: () => false,
    hrtime(since = undefined) {
      const time = page.now();
      const seconds = (time - (time % 1000)) / 1000 - (since?.[0] ?? 0);
      const nanoseconds = (time % 1000) * 1e6 - ((time % 1000) * 1e6) % 1 - (since?.[1] ?? 0);
      return nanoseconds < 0 ? [seconds - 1, nanoseconds + 1e9] : [seconds, nanoseconds];
    },
    listeners: () => [],
    nextTick(act, ...args) {
      if (typeof act !== "function") throw new TypeError("process.nextTick needs a function to call");
      ReflectApply(page.queueMicrotask, undefined, [() => ReflectApply(act, undefined, args)]);
    },
    off: nothing,
    on: nothing,
    once: nothing,
    removeAllListeners: nothing,
    removeListener: nothing,
    umask: () => 0,
    uptime: () => page.now() / 1000,
  };

  function requestAnimationFrame(act) {
    if (typeof act !== "function") throw new TypeError("requestAnimationFrame needs a function to call");
    return ReflectApply(page.setTimeout, undefined, [() => ReflectApply(act, undefined, [page.now()]), FRAME]);
  }

  function cancelAnimationFrame(id) {
    ReflectApply(page.clearTimeout, undefined, [id]);
  }

  return { __proto__: null, navigator, process, requestAnimationFrame, cancelAnimationFrame };
})
