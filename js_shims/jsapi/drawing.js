// Contexts that a program plays, steers and draws with: what is called on them is logged for the host to read, and
// answered as by a phone without picture and sound. Nothing here throws at the program; unknown methods are not there.
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayBufferIsView, JSONParse, JSONStringify, ObjectHasOwn, ObjectSetPrototypeOf,
    ReflectDefineProperty, String, StringPrototypeIndexOf, StringPrototypeSlice,
    StringPrototypeToUpperCase, queueMicrotask,
  } = intrinsics;
  const { excuse, post, quote, run, WatchedPromise } = kernel;

  // Methods by context; "!" settles {success, fail, complete} and a promise.
  const METHODS = {
    __proto__: null,
    map:
      "!addGroundOverlay !addMarkers !calculateDistance !changeMarkers !clearRoute !gestureEnable !getCenterLocation " +
      "!getMapProperties !getRegion !getRotate !getScale !getSkew !includePoints !initMarkerCluster !mapToScreen " +
      "!moveToLocation !polygonContainsPoint !removeGroundOverlay !removeMarkers !screenToMap !setCenterOffset !setMapType " +
      "setProps !showRoute !showsCompass !showsScale !smoothDrawPolyline !smoothMoveMarker !smoothMovePolyline " +
      "!stopSmoothDrawPolyline !translateMarker !updateComponents !updateGroundOverlay",
    video:
      "exitFullScreen exitPictureInPicture !getCurrentTime hideControl hideStatusBar mute pause play playbackRate " +
      "requestFullScreen seek showControl showFloatingWindow showStatusBar startInteractions stop stopInteractions " +
      "switchQuality updateQualityList",
    audio: "destroy pause play seek stop",
    backgroundAudio: "pause play seek stop",
    recorder: "pause resume start stop",
    webView: "postMessage",
    lottie:
      "downgradeToPlaceholder fillVariableValue !getDuration !getLottieInfo goToAndPlay goToAndStop pause play " +
      "playFromMinToMaxFrame playFromMinToMaxProgress setSpeed stop",
    camera: "!takePhoto !startRecord !stopRecord !setZoom",
    rewardedAd: "!load !show !destroy",
  };

  // Events by context: each makes onX and offX.
  const AUDIO = "canPlay play pause stop ended timeUpdate prev next seeking seeked waiting";
  const EVENTS = {
    __proto__: null,
    audio: AUDIO + " error",
    backgroundAudio: AUDIO,
    recorder: "start pause resume stop frameRecorded error decibelChange",
    rewardedAd: "load close error",
  };

  // What a method makes happen: events, in order.
  const PLAYING = { __proto__: null, play: "canPlay play", pause: "pause", stop: "stop", seek: "seeking seeked" };
  const REACTIONS = {
    __proto__: null,
    audio: PLAYING,
    backgroundAudio: PLAYING,
    recorder: { __proto__: null, start: "start", pause: "pause", resume: "resume", stop: "stop" },
    rewardedAd: { __proto__: null, load: "load", show: "close" },
  };

  // What events and success carry, as JSON, where it is more than {} (inferred: a map of Beijing that nobody moved).
  const CARRIED = {
    __proto__: null,
    "recorder stop": '{"tempFilePath":"https://resource/recording.mp3","duration":0,"fileSize":0}',
    "rewardedAd close": '{"isEnded":true}',
    "map calculateDistance": '{"distance":0,"targetPoints":[]}',
    "map getCenterLocation": '{"latitude":39.908,"longitude":116.397}',
    "map getMapProperties":
      '{"is3d":0,"isSupportAnim":true,"sdkName":"amap","sdkVersion":"6.0.0","isSupportOversea":false,"needStyleV7":false}',
    "map getRegion": '{"southwest":{"latitude":39.9,"longitude":116.389},"northeast":{"latitude":39.916,"longitude":116.405}}',
    "map getRotate": '{"rotate":0}',
    "map getScale": '{"scale":16}',
    "map getSkew": '{"skew":0}',
    "map mapToScreen": '{"x":187.5,"y":75}',
    "map polygonContainsPoint": '{"success":true}',
    "map screenToMap": '{"latitude":39.908,"longitude":116.397}',
    "video getCurrentTime": '{"currentTime":0}',
    "lottie getDuration": '{"duration":1}',
    "lottie getLottieInfo": '{"w":100,"h":100,"fr":60}',
    "camera takePhoto": '{"tempImagePath":"https://resource/photo.png"}',
    "camera stopRecord": '{"tempThumbPath":"https://resource/thumb.png","tempVideoPath":"https://resource/video.mp4"}',
  };

  const SOUND = '{"src":"","startTime":0,"volume":1,"playbackRate":1,"duration":0,"currentTime":0,"paused":true,"buffered":0,';
  const PROPERTIES = {
    __proto__: null,
    audio: SOUND + '"autoplay":false,"loop":false,"obeyMuteSwitch":true,"supportBackgroundPlay":false,"ccode":""}',
    backgroundAudio: SOUND + '"title":"","epname":"","singer":"","coverImgUrl":"","webUrl":"","ccode":""}',
  };

  const isObject = (value) => typeof value === "object" && value !== null;
  const list = () => ObjectSetPrototypeOf([], null);

  const wordsOf = (text) => {
    const words = list();
    for (let start = 0; start < text.length; ) {
      const end = StringPrototypeIndexOf(text, " ", start);
      const stop = end < 0 ? text.length : end;
      words[words.length] = StringPrototypeSlice(text, start, stop);
      start = stop + 1;
    }
    return words;
  };

  const hidden = (target, name, value) =>
    ReflectDefineProperty(target, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });

  const named = (name, act) => {
    const holder = {
      [name](...given) {
        return act(this, given);
      },
    };
    return holder[name];
  };

  const textOf = (value) => {
    try {
      return String(value);
    } catch {
      return "";
    }
  };

  // ---- The log: one frame a turn

  let logged = "";

  // Bytes are logged as how many they are, what has no JSON as null.
  const plain = (_, value) => (ArrayBufferIsView(value) ? { $bytes: value.byteLength } : value);

  const jsonOf = (value) => {
    if (typeof value === "string") return quote(value);
    if (!isObject(value)) return typeof value === "number" || typeof value === "boolean" ? (JSONStringify(value) ?? "null") : "null";
    try {
      return JSONStringify(value, plain) ?? "null";
    } catch {
      return "null";
    }
  };

  // `more`: further members of the entry, each with a comma before it. Gives the arguments as they were written.
  const note = (context, id, method, given, more = "") => {
    let values = "";
    for (let i = 0; i < given.length; i++) values += (i === 0 ? "" : ",") + jsonOf(given[i]);
    const entry = '{"context":' + quote(context) + ',"id":' + quote(id) + ',"method":' + quote(method);
    logged += (logged === "" ? "" : ",") + entry + ',"arguments":[' + values + "]" + more + "}";
    return values;
  };

  const flush = () => {
    if (logged === "") return;
    const entries = logged;
    logged = "";
    post('{"type":"state","name":"drawing","value":[' + entries + "]}");
  };

  kernel.beforeLeaving(flush);

  // ---- Answers: never inside the call

  const later = (act, args) => queueMicrotask(() => run(act, undefined, args));
  const carriedBy = (kind, name) => JSONParse(CARRIED[kind + " " + name] ?? "{}");

  const callbackOf = (options, name) => {
    try {
      const callback = isObject(options) ? options[name] : undefined;
      return typeof callback === "function" ? callback : undefined;
    } catch {
      return undefined;
    }
  };

  // success, then complete with the same object, then the promise.
  const settle = (options, result) => {
    let resolveIt;
    const promise = new WatchedPromise((resolve) => {
      resolveIt = resolve;
    });
    const success = callbackOf(options, "success");
    const complete = callbackOf(options, "complete");
    queueMicrotask(() => {
      if (success !== undefined) run(success, undefined, [result]);
      if (complete !== undefined) run(complete, undefined, [result]);
      resolveIt(result);
    });
    excuse(promise);
    return promise;
  };

  // ---- Contexts

  // {kind, id, listeners, react} of a context, where no program can see or forge it.
  let stamp;
  let stateOf;
  class Stamped extends (function (context) {
    return context;
  }) {
    #state;
    static {
      stamp = (context, state) => {
        new Stamped(context).#state = state;
        return context;
      };
      stateOf = (context) => (isObject(context) && #state in context ? context.#state : undefined);
    }
  }

  // What is known of a canvas itself; undefined for anything else.
  const nodeOf = (value) => {
    const state = stateOf(value);
    return state !== undefined && state.kind === "node" ? state : undefined;
  };

  const emit = (state, event, told) => {
    const listeners = state.listeners[event];
    for (let i = 0; listeners !== undefined && i < listeners.length; i++) later(listeners[i], [told]);
  };

  // The properties that a program reads back.
  const react = (context, state, method, given) => {
    if (method === "play" || method === "resume") context.paused = false;
    if (method === "pause" || method === "stop") context.paused = true;
    if (method === "seek") context.currentTime = +given[0] || 0;
    if (method === "stop") context.currentTime = 0;
    const events = wordsOf(REACTIONS[state.kind][method] ?? "");
    for (let i = 0; i < events.length; i++) emit(state, events[i], carriedBy(state.kind, events[i]));
  };

  const calling = (method, settles) =>
    named(method, (context, given) => {
      const state = stateOf(context);
      if (state === undefined) return settles ? settle(given[0], {}) : undefined;
      note(state.kind, state.id, method, given);
      if (REACTIONS[state.kind] !== undefined) state.react(context, state, method, given);
      return settles ? settle(given[0], carriedBy(state.kind, method)) : undefined;
    });

  const listen = (context, event, listener) => {
    const state = stateOf(context);
    if (state === undefined || typeof listener !== "function") return;
    const listeners = (state.listeners[event] ??= list());
    listeners[listeners.length] = listener;
  };

  const unlisten = (context, event, listener) => {
    const state = stateOf(context);
    if (state === undefined) return;
    const kept = list();
    const listeners = state.listeners[event] ?? kept;
    for (let i = 0; listener !== undefined && i < listeners.length; i++) {
      if (listeners[i] !== listener) kept[kept.length] = listeners[i];
    }
    state.listeners[event] = kept;
  };

  const prototypes = { __proto__: null };

  const prototypeOf = (kind) => {
    if (prototypes[kind] !== undefined) return prototypes[kind];
    const prototype = (prototypes[kind] = {});
    const methods = wordsOf(METHODS[kind]);
    for (let i = 0; i < methods.length; i++) {
      const settles = methods[i][0] === "!";
      const name = settles ? StringPrototypeSlice(methods[i], 1) : methods[i];
      hidden(prototype, name, calling(name, settles));
    }
    const events = wordsOf(EVENTS[kind] ?? "");
    for (let i = 0; i < events.length; i++) {
      const name = StringPrototypeToUpperCase(StringPrototypeSlice(events[i], 0, 1)) + StringPrototypeSlice(events[i], 1);
      hidden(prototype, "on" + name, named("on" + name, (context, given) => listen(context, events[i], given[0])));
      hidden(prototype, "off" + name, named("off" + name, (context, given) => unlisten(context, events[i], given[0])));
    }
    return prototype;
  };

  const makeContext = (kind, id, reacting = react) => {
    const context = ObjectSetPrototypeOf(JSONParse(PROPERTIES[kind] ?? "{}"), prototypeOf(kind));
    const listeners = { __proto__: null };
    return stamp(context, { __proto__: null, kind, id: id === undefined ? "" : textOf(id), listeners, react: reacting });
  };

  let background; // of which a program has one
  const making = (kind) => (id) => makeContext(kind, id);
  const button = (left, right) => ({ width: right - left, height: 22, top: 48, right, bottom: 70, left });

  return {
    __proto__: null,
    createMapContext: making("map"),
    createVideoContext: making("video"),
    createWebViewContext: making("webView"),
    createLottieContext: making("lottie"),
    createCameraContext: making("camera"),
    createRewardedAd: (options) => makeContext("rewardedAd", isObject(options) ? unitOf(options) : options),
    createInnerAudioContext: () => makeContext("audio", ""),
    getBackgroundAudioManager: () => (background ??= makeContext("backgroundAudio", "")),
    getLeftButtonsBoundingClientRect: () => ({
      backButtonIcon: button(10, 32),
      backButtonInteractive: button(0, 44),
      homeButtonIcon: button(54, 76),
      homeButtonInteractive: button(44, 88),
    }),
    // What selector queries give for `context` and `node`: {tag, id, width, height} is known of it.
    contextOf: ({ tag, id }) => (METHODS[tag] === undefined ? kernel.lazy("canvas").contextOf(tag, id) : makeContext(tag, id)),
    canvasOf: (row) => kernel.lazy("canvas_nodes").canvasOf(row),
    callbackOf, emit, flush, hidden, isObject, later, list, makeContext, named, nodeOf, note, react, settle, stamp,
    stateOf, textOf, wordsOf,
  };

  function unitOf(options) {
    return ObjectHasOwn(options, "adUnitId") ? options.adUnitId : undefined;
  }
})
