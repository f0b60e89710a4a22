// The app: what app.js registers, its lifecycles, and what hears of errors that nobody caught.
(function (kernel) {
  "use strict";
  const { defineProperty } = Reflect;
  const later = setTimeout;
  const { copyMembers, isContainer } = kernel.data;
  let app;
  let telling = false;

  function provide(name, value) {
    defineProperty(globalThis, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
  }

  provide("App", function App(options) {
    app = copyMembers({ globalData: {} }, isContainer(options) ? options : {});
  });
  provide("getApp", function getApp() {
    return app;
  });
  provide("Mixin", function Mixin(options) {
    return options;
  });
  provide("Behavior", function Behavior(options) {
    return options;
  });

  kernel.app = () => app;

  kernel.startApp = function (file) {
    kernel.require(file);
    app ??= {};
  };

  const EVENTS = { __proto__: null, onShow: "onAppShow", onHide: "onAppHide", onPageNotFound: "onPageNotFound" };

  // Runs a lifecycle of the app, and tells the listeners of the same on `my`.
  kernel.appLifecycle = function (name, options) {
    tell(name, options === undefined ? [] : [options]);
    if (EVENTS[name] !== undefined) kernel.emit(EVENTS[name], options === undefined ? [] : [options]);
  };

  function tell(name, args) {
    if (!isContainer(app)) return;
    const { [name]: act } = app;
    if (typeof act === "function") kernel.run(act, app, args);
  }

  // What nobody caught reaches App.onError and my.onError, and then execution goes on. What goes wrong in
  // those is only reported.
  kernel.reported = function (value, kind, message, stack, promise) {
    if (kind === "rejection") return void later(() => tellRejection(value, promise), 0);
    if (telling) return;
    telling = true;
    tell("onError", [message, stack]);
    kernel.emit("onError", [message, stack]);
    telling = false;
  };

  function tellRejection(reason, promise) {
    const event = { reason, promise };
    tell("onUnhandledRejection", [event]);
    kernel.emit("onUnhandledRejection", [event]);
  }
})
