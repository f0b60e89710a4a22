// my.getFileSystemManager(): the one manager, whose methods work on the program's files (file_tree.js) at once. Those with
// callbacks do so, too, and tell of it later; those that end in Sync return the outcome, a failure as well (observed).
// Packing and unpacking is the host's: it sees every change that was made before.
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayBufferIsView, ArrayBufferPrototypeGetByteLength, DataViewPrototypeGetBuffer, DataViewPrototypeGetByteLength,
    DataViewPrototypeGetByteOffset, MathFloor, ObjectHasOwn, ObjectSetPrototypeOf, ReflectDefineProperty, StringPrototypeEndsWith,
    StringPrototypeIndexOf, StringPrototypeLastIndexOf, StringPrototypeSlice, TypedArrayPrototypeGetBuffer,
    TypedArrayPrototypeGetByteLength, TypedArrayPrototypeGetByteOffset, TypedArrayPrototypeGetSymbolToStringTag, Uint8Array,
    queueMicrotask,
  } = intrinsics;
  const { excuse, noteRejection, quote, run, settings, WatchedPromise } = kernel;
  const tree = kernel.lazy("file_tree");
  const { encodingOf } = kernel.lazy("buffer_text");
  const { KEPT, MISSING, NO_PERMISSION, FAILED, look, resolve } = tree;
  const INVALID = 2;
  const FILE_MODE = 0o100644;
  const LOCKED_MODE = 0o100444;
  const FOLDER_MODE = 0o040755;
  const isChinese = StringPrototypeSlice(settings.surface.env.language, 0, 2) === "zh";

  // By method its parameters, in the order in which the Sync variants also take them; "?" marks what may be left out.
  const METHODS = {
    __proto__: null,
    access: ["path"],
    appendFile: ["filePath", "data", "encoding?"],
    copyFile: ["srcPath", "destPath"],
    getFileInfo: ["filePath", "digestAlgorithm?"],
    getSavedFileList: [],
    mkdir: ["dirPath", "recursive?"],
    readdir: ["dirPath"],
    readFile: ["filePath", "encoding?"],
    removeSavedFile: ["filePath"],
    rename: ["oldPath", "newPath"],
    rmdir: ["dirPath", "recursive?"],
    saveFile: ["tempFilePath", "filePath?"],
    stat: ["path", "recursive?"],
    unlink: ["filePath"],
    writeFile: ["filePath", "data", "encoding?"],
  };

  // Which code means what is documented; where a page gives a text it is this short.
  const MEANINGS = {
    __proto__: null,
    3: ["未知错误", "this cannot be done with"],
    12: ["文件不存在", "there is no file"],
    15: ["删除文件失败", "this was not saved by saveFile:"],
    16: ["digestAlgorithm 参数只支持 md5 和 sha1", "digestAlgorithm is md5 or sha1:"],
    10022: ["文件/目录不存在", "there is no such file or folder:"],
    10023: ["传入的路径是一个目录", "this is a folder:"],
    10024: ["指定的路径没有权限", "this path may not be used so:"],
    10025: ["有同名文件或目录", "there is a file or folder of this name:"],
    10027: ["目录不为空", "this folder is not empty:"],
    10028: ["单个文件超过 10M 或文件夹超过 50M", "10 MB a file and 50 MB all together is the most:"],
  };

  const isObject = (value) => typeof value === "object" && value !== null;
  const list = () => ObjectSetPrototypeOf([], null);
  const hidden = (target, name, value) =>
    ReflectDefineProperty(target, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });

  // ---- Reading what the program passes

  // The bytes of an ArrayBuffer or a view, copied; null for anything else.
  const bytesIn = (value) => {
    if (!isObject(value)) return null;
    try {
      if (!ArrayBufferIsView(value)) return ArrayBufferPrototypeGetByteLength(value) >= 0 ? new Uint8Array(new Uint8Array(value)) : null;
      const isTyped = TypedArrayPrototypeGetSymbolToStringTag(value) !== undefined;
      const buffer = isTyped ? TypedArrayPrototypeGetBuffer(value) : DataViewPrototypeGetBuffer(value);
      const offset = isTyped ? TypedArrayPrototypeGetByteOffset(value) : DataViewPrototypeGetByteOffset(value);
      const length = isTyped ? TypedArrayPrototypeGetByteLength(value) : DataViewPrototypeGetByteLength(value);
      return new Uint8Array(new Uint8Array(buffer, offset, length));
    } catch {
      return null; // no buffer, or one that is detached
    }
  };

  // Why a value cannot be that of a parameter; "" if it can.
  const complaint = (name, value, optional) => {
    if (value === undefined && optional) return "";
    if (name === "recursive") return typeof value === "boolean" ? "" : "true or false is wanted";
    if (name === "encoding") return encodingOf(value) === undefined ? "this is no encoding" : "";
    if (name === "data") return typeof value === "string" || bytesIn(value) !== null ? "" : "a text or an ArrayBuffer is wanted";
    if (name === "digestAlgorithm") return "";
    return typeof value === "string" && value !== "" ? "" : "a path is wanted";
  };

  // The parameters by name, or {problem}. Reading them may run the program, which may throw.
  const readGiven = (method, given, positional) => {
    const names = METHODS[method];
    const byName = isObject(given[0]);
    const found = { __proto__: null, problem: "" };
    for (let i = 0; i < names.length; i++) {
      const optional = StringPrototypeEndsWith(names[i], "?");
      const name = optional ? StringPrototypeSlice(names[i], 0, -1) : names[i];
      const value = byName ? given[0][name] : positional ? given[i] : undefined;
      found[name] = value === null && optional ? undefined : value;
      const problem = complaint(name, found[name], optional);
      if (problem !== "" && found.problem === "") found.problem = name + ": " + problem;
    }
    return found;
  };

  const refusal = (method, problem) => ({ error: INVALID, errorMessage: method + ": invalid parameter: " + problem });
  // Of the package there is what mini.project.json includes (documented), which is easily forgotten.
  const isPackaged = (path) => StringPrototypeIndexOf(path, "://") < 0;
  const failure = (method, code, about) => {
    const { 0: chinese, 1: other } = MEANINGS[code];
    const forgotten = code === MISSING && isPackaged(about);
    if (isChinese) return { error: code, errorMessage: forgotten ? chinese + "（须在 mini.project.json 的 include 中配置）" : chinese };
    const hint = forgotten ? " (name it in include of mini.project.json)" : "";
    return { error: code, errorMessage: method + ": " + other + " " + about + hint };
  };

  // ---- What the methods do: {answer}, or {code} and the path that it is `about`

  const success = () => ({ __proto__: null, answer: { success: true }, code: 0 });
  const fault = (code, about) => ({ __proto__: null, answer: null, code, about });
  const done = (code, about) => (code === 0 ? success() : fault(code, about));
  const answered = (answer) => ({ __proto__: null, answer, code: 0 });

  const found = (given) => {
    const path = resolve(given);
    return path === null ? undefined : look(path);
  };
  const on = (given, act) => {
    const path = resolve(given);
    return done(path === null ? NO_PERMISSION : act(path), given);
  };
  const onBoth = (source, target, act) => {
    const from = resolve(source);
    const to = resolve(target);
    if (from === null) return fault(MISSING, source);
    if (to === null) return fault(NO_PERMISSION, target);
    const code = act(from, to);
    return done(code, code === MISSING && look(from) === undefined ? source : target);
  };

  const contentOf = ({ data, encoding }) => (typeof data === "string" ? encodingOf(encoding ?? "utf8").bytesOf(data) : bytesIn(data));
  const nameIn = (path) => StringPrototypeSlice(path, StringPrototypeLastIndexOf(path, "/") + 1);
  const seconds = (ms) => MathFloor(ms / 1000); // documented of createTime; of stat's times inferred

  // Without an encoding the bytes themselves (documented), in a buffer of the program's own.
  const readFile = ({ filePath, encoding }) => {
    const node = found(filePath);
    if (node === undefined) return fault(MISSING, filePath);
    if (node.isFolder) return fault(FAILED, filePath);
    node.accessed = kernel.now();
    const bytes = tree.bytesOf(node);
    if (encoding !== undefined) return answered({ data: encodingOf(encoding).textOf(bytes), dataType: "string" });
    return answered({ data: TypedArrayPrototypeGetBuffer(new Uint8Array(bytes)), dataType: "ArrayBuffer" });
  };

  const getFileInfo = ({ filePath, digestAlgorithm }) => {
    if (digestAlgorithm !== undefined && digestAlgorithm !== "md5" && digestAlgorithm !== "sha1") return fault(16, "" + filePath);
    const node = found(filePath);
    return node === undefined || node.isFolder ? fault(12, filePath) : answered({ size: node.size });
  };

  const getSavedFileList = () => {
    const paths = tree.below(KEPT);
    const fileList = [];
    for (let i = 0, count = 0; i < paths.length; i++) {
      const { created, saved, size } = look(paths[i]);
      if (!saved) continue;
      const value = { filePath: paths[i], size, createTime: seconds(created) };
      ReflectDefineProperty(fileList, count++, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
    }
    return answered({ fileList });
  };

  // In alphabetical order (inferred).
  const readdir = ({ dirPath }) => {
    const path = resolve(dirPath);
    const node = path === null ? undefined : look(path);
    if (node === undefined || !node.isFolder) return fault(MISSING, dirPath);
    const inside = tree.below(path);
    const names = list();
    for (let i = 0; i < inside.length; i++) {
      const rest = path === "" ? inside[i] : StringPrototypeSlice(inside[i], path.length + 1);
      if (StringPrototypeIndexOf(rest, "/") < 0) insert(names, rest);
    }
    const files = [];
    for (let i = 0; i < names.length; i++) {
      ReflectDefineProperty(files, i, { __proto__: null, value: names[i], writable: true, enumerable: true, configurable: true });
    }
    return answered({ files });
  };

  function insert(names, name) {
    let at = names.length;
    for (; at > 0 && names[at - 1] > name; at--) names[at] = names[at - 1];
    names[at] = name;
  }

  // The documented sample also reads each of many as `.stats`.
  const statsOf = (path) => {
    const { accessed, isFolder, modified, size } = look(path);
    const stats = {
      mode: isFolder ? FOLDER_MODE : tree.isKept(path) ? FILE_MODE : LOCKED_MODE,
      size, lastAccessedTime: seconds(accessed), lastModifiedTime: seconds(modified),
    };
    hidden(stats, "isDirectory", () => isFolder);
    hidden(stats, "isFile", () => !isFolder);
    hidden(stats, "stats", stats);
    return stats;
  };

  // Of a folder with all that is in it: by path below it, itself as "/" (inferred).
  const stat = ({ path: given, recursive }) => {
    const path = resolve(given);
    const node = path === null ? undefined : look(path);
    if (node === undefined) return fault(MISSING, given);
    if (recursive !== true || !node.isFolder) return answered({ stats: statsOf(path) });
    const stats = { "/": statsOf(path) };
    const inside = tree.below(path);
    for (let i = 0; i < inside.length; i++) {
      const key = path === "" ? "/" + inside[i] : StringPrototypeSlice(inside[i], path.length);
      ReflectDefineProperty(stats, key, { __proto__: null, value: statsOf(inside[i]), writable: true, enumerable: true, configurable: true });
    }
    return answered({ stats });
  };

  // Without a path of its own among the saved ones, under the name it has; with one a file like any other (documented).
  const saveFile = ({ tempFilePath, filePath }) => {
    const target = filePath ?? KEPT + "/" + nameIn(tempFilePath);
    const outcome = onBoth(tempFilePath, target, (from, to) => tree.save(from, to, filePath === undefined));
    return outcome.code === 0 ? answered({ savedFilePath: resolve(target) }) : outcome;
  };

  const removeSavedFile = ({ filePath }) => {
    const node = found(filePath);
    if (node !== undefined && !node.isFolder && !node.saved && tree.isKept(resolve(filePath))) return fault(15, filePath);
    return node === undefined ? fault(MISSING, filePath) : on(filePath, tree.removeFile);
  };

  const doing = {
    __proto__: null,
    access: ({ path }) => done(found(path) === undefined ? MISSING : 0, path),
    appendFile: (given) => on(given.filePath, (path) => tree.append(path, contentOf(given))),
    copyFile: ({ srcPath, destPath }) => onBoth(srcPath, destPath, tree.copy),
    getFileInfo,
    getSavedFileList,
    mkdir: ({ dirPath, recursive }) => on(dirPath, (path) => tree.makeFolder(path, recursive === true)),
    readdir,
    readFile,
    removeSavedFile,
    rename: ({ oldPath, newPath }) => onBoth(oldPath, newPath, tree.rename),
    rmdir: ({ dirPath, recursive }) => on(dirPath, (path) => tree.removeFolder(path, recursive === true)),
    saveFile,
    stat,
    unlink: ({ filePath }) => on(filePath, tree.removeFile),
    writeFile: (given) => on(given.filePath, (path) => tree.write(path, contentOf(given))),
  };

  const perform = (method, given, positional) => {
    let read;
    try {
      read = readGiven(method, given, positional);
    } catch (error) {
      return refusal(method, "it cannot be read: " + kernel.describe(error));
    }
    if (read.problem !== "") return refusal(method, read.problem);
    const { about, answer, code } = doing[method](read);
    return code === 0 ? answer : failure(method, code, about);
  };

  // ---- The outcome, never inside the call

  const callbackOf = (options, name) => {
    try {
      const callback = isObject(options) && ObjectHasOwn(options, name) ? options[name] : undefined;
      return typeof callback === "function" ? callback : undefined;
    } catch {
      return undefined;
    }
  };

  const settle = (options, answer) => {
    let resolveIt;
    let rejectIt;
    const promise = new WatchedPromise((fulfil, reject) => {
      resolveIt = fulfil;
      rejectIt = reject;
    });
    const ok = answer.error === undefined;
    const chosen = callbackOf(options, ok ? "success" : "fail");
    const complete = callbackOf(options, "complete");
    queueMicrotask(() => {
      if (chosen !== undefined) run(chosen, undefined, [answer]);
      if (complete !== undefined) run(complete, undefined, [answer]);
      if (ok) return resolveIt(answer);
      if (chosen === undefined && complete === undefined) noteRejection(promise, answer);
      else excuse(promise);
      rejectIt(answer);
    });
    return promise;
  };

  const api = (label) => ({ __proto__: null, label: quote(label), aliases: null, abortable: false, unread: "" });
  const packing = api("$zip");
  const unpacking = api("$unzip");
  const manager = {};
  const method = (name, act) => {
    const holder = { [name]: (...given) => act(given) };
    ReflectDefineProperty(manager, name, { __proto__: null, value: holder[name], writable: true, enumerable: true, configurable: true });
  };
  for (const name in METHODS) {
    method(name, (given) => settle(given[0], perform(name, given, false)));
    method(name + "Sync", (given) => perform(name, given, true));
  }
  method("zip", (given) => kernel.call(packing, given[0]));
  method("unzip", (given) => kernel.call(unpacking, given[0]));

  return { __proto__: null, getFileSystemManager: () => manager };
})
