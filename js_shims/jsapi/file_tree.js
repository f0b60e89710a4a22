// The program's files, as my.getFileSystemManager() sees them at once: a copy of the host's. What the program changes goes
// out as `state` frames, what the host changed comes in by `take`. As with storage, the host's order counts: `seen` tells
// how many of our changes it knew when it made its own, and a later one of ours to that path stands.
(function (intrinsics, kernel) {
  "use strict";
  const {
    Map, MapPrototypeDelete, MapPrototypeForEach, MapPrototypeGet, MapPrototypeSet, ObjectSetPrototypeOf,
    StringPrototypeIndexOf, StringPrototypeLastIndexOf, StringPrototypeSlice, StringPrototypeStartsWith,
    TypedArrayPrototypeGetLength, TypedArrayPrototypeSet, Uint8Array, Uint8ArrayFromBase64, Uint8ArrayPrototypeToBase64,
  } = intrinsics;
  const { post, quote } = kernel;
  const KEPT = "https://usr";
  const TEMPORARY = "https://resource";
  const LONGEST = 10 * 1024 * 1024; // documented: bytes of one file, and of all that are kept
  const LIMIT = 50 * 1024 * 1024;
  const MISSING = 10022;
  const FOLDER_THERE = 10023;
  const NO_PERMISSION = 10024;
  const THERE_ALREADY = 10025;
  const NOT_EMPTY = 10027;
  const TOO_LARGE = 10028;
  const FAILED = 3;
  const nodes = new Map();
  const wrote = new Map(); // the number of our last change to a path
  let changes = 0;
  let used = 0; // bytes that are kept

  const list = () => ObjectSetPrototypeOf([], null);
  const isKept = (path) => StringPrototypeStartsWith(path, KEPT + "/");
  const isBelow = (path, folder) => (folder === "" ? path !== "" && StringPrototypeIndexOf(path, "://") < 0 : StringPrototypeStartsWith(path, folder + "/"));
  const look = (path) => MapPrototypeGet(nodes, path);

  // `bytes` null and `text` null: a folder. Contents of the host's stay base64 until somebody reads them.
  const folderNode = (now) => ({ __proto__: null, bytes: null, text: null, size: 0, isFolder: true, created: now, modified: now, accessed: now, saved: false, fixed: false });
  const fileNode = (bytes, text, size, now, saved) => ({
    __proto__: null, bytes, text, size, isFolder: false, created: now, modified: now, accessed: now, saved, fixed: false,
  });

  const put = (path, node) => {
    drop(path);
    if (isKept(path)) used += node.size;
    MapPrototypeSet(nodes, path, node);
  };

  const drop = (path) => {
    const node = look(path);
    if (node !== undefined && isKept(path)) used -= node.size;
    MapPrototypeDelete(nodes, path);
  };

  const bytesOf = (node) => {
    if (node.bytes === null) {
      node.bytes = Uint8ArrayFromBase64(node.text);
      node.text = null;
    }
    return node.bytes;
  };

  put("", folderNode(0)); // the package
  put(KEPT, folderNode(0));
  put(TEMPORARY, folderNode(0));

  // ---- What the host changed

  const standsFrom = (path, seen) => (MapPrototypeGet(wrote, path) ?? 0) > seen;

  const putTold = ([path, text, size, created, saved], seen) => {
    if (!standsFrom(path, seen)) put(path, fileNode(null, text, size, created, saved));
  };

  const folderTold = (path, made, seen) => {
    if (!standsFrom(path, seen) && look(path) === undefined) put(path, folderNode(made));
  };

  const takeAll = ({ files, fixed, folders, package: packaged }) => {
    for (let i = 0; i < folders.length; i++) folderTold(folders[i][0], folders[i][1], 0);
    for (let i = 0; i < files.length; i++) {
      putTold(files[i], 0);
      if (i < fixed) look(files[i][0]).fixed = true;
    }
    for (let i = 0; i < packaged.length; i++) {
      const { 0: path, 1: text } = packaged[i];
      const bytes = Uint8ArrayFromBase64(text);
      for (let at = StringPrototypeIndexOf(path, "/"); at >= 0; at = StringPrototypeIndexOf(path, "/", at + 1)) {
        folderTold(StringPrototypeSlice(path, 0, at), 0, 0);
      }
      put(path, fileNode(bytes, null, TypedArrayPrototypeGetLength(bytes), 0, false));
    }
  };

  const take = (change) => {
    const { seen } = change;
    if (change.files !== undefined) takeAll(change);
    else if (change.put !== undefined) putTold(change.put, seen);
    else if (change.folder !== undefined) folderTold(change.folder[0], change.folder[1], seen);
    else if (!standsFrom(change.remove, seen)) drop(change.remove);
  };

  // ---- What the program changed

  const tell = (change) => post('{"type":"state","name":"files","value":{"at":' + kernel.now() + "," + change + "}}");
  const noteOurs = (path) => MapPrototypeSet(wrote, path, changes);
  const pair = (path, bytes) => "[" + quote(path) + "," + quote(Uint8ArrayPrototypeToBase64(bytes)) + "]";

  // Where a path leads; null for one that leads nowhere: another scheme, or one with "." or ".." in it (inferred).
  const resolve = (given) => {
    const colon = StringPrototypeIndexOf(given, "://");
    let path = "";
    for (let start = colon < 0 ? 0 : colon + 3; start <= given.length; ) {
      const slash = StringPrototypeIndexOf(given, "/", start);
      const end = slash < 0 ? given.length : slash;
      const part = StringPrototypeSlice(given, start, end);
      if (part === "." || part === "..") return null;
      if (part !== "") path += (path === "" ? "" : "/") + part;
      start = end + 1;
    }
    if (colon < 0) return path;
    path = StringPrototypeSlice(given, 0, colon) + "://" + path;
    return path === KEPT || path === TEMPORARY || isKept(path) || isBelow(path, TEMPORARY) ? path : null;
  };

  const parentOf = (path) => look(StringPrototypeSlice(path, 0, StringPrototypeLastIndexOf(path, "/")));
  const hasParent = (path) => parentOf(path)?.isFolder === true;

  const below = (folder) => {
    const paths = list();
    MapPrototypeForEach(nodes, (_, path) => {
      if (isBelow(path, folder)) paths[paths.length] = path;
    });
    return paths;
  };

  // 0, or the code of what is wrong with keeping `size` bytes at `path`.
  const lackOfRoom = (path, size) => {
    const before = look(path);
    return size > LONGEST || used - (before === undefined ? 0 : before.size) + size > LIMIT ? TOO_LARGE : 0;
  };

  const targetProblem = (path, size, folderCode, parentCode) => {
    if (!isKept(path)) return NO_PERMISSION;
    if (look(path)?.isFolder === true) return folderCode;
    return hasParent(path) ? lackOfRoom(path, size) : parentCode;
  };

  const write = (path, bytes) => {
    const size = TypedArrayPrototypeGetLength(bytes);
    const problem = targetProblem(path, size, FAILED, FAILED);
    if (problem !== 0) return problem;
    const before = look(path);
    const node = fileNode(bytes, null, size, kernel.now(), before !== undefined && before.saved);
    if (before !== undefined) node.created = before.created;
    changes++;
    put(path, node);
    noteOurs(path);
    tell('"write":' + pair(path, bytes));
    return 0;
  };

  const append = (path, bytes) => {
    if (!isKept(path)) return NO_PERMISSION;
    const node = look(path);
    if (node === undefined) return MISSING;
    if (node.isFolder) return THERE_ALREADY;
    const more = TypedArrayPrototypeGetLength(bytes);
    const problem = lackOfRoom(path, node.size + more);
    if (problem !== 0) return problem;
    const whole = new Uint8Array(node.size + more);
    TypedArrayPrototypeSet(whole, bytesOf(node), 0);
    TypedArrayPrototypeSet(whole, bytes, node.size);
    node.bytes = whole;
    node.size += more;
    node.modified = kernel.now();
    used += more;
    changes++;
    noteOurs(path);
    tell('"append":' + pair(path, bytes));
    return 0;
  };

  const copy = (source, target) => {
    const node = look(source);
    if (node === undefined || node.isFolder) return node === undefined ? MISSING : FOLDER_THERE;
    const problem = targetProblem(target, node.size, FOLDER_THERE, MISSING);
    return problem === 0 ? write(target, bytesOf(node)) : problem;
  };

  const makeOne = (path) => {
    changes++;
    put(path, folderNode(kernel.now()));
    noteOurs(path);
    tell('"folder":' + quote(path));
    return 0;
  };

  const makeFolder = (path, recursive) => {
    if (!isKept(path)) return path === KEPT ? THERE_ALREADY : NO_PERMISSION;
    if (look(path) !== undefined) return recursive && look(path).isFolder ? 0 : THERE_ALREADY;
    if (!recursive) return hasParent(path) ? makeOne(path) : MISSING;
    for (let at = StringPrototypeIndexOf(path, "/", KEPT.length + 1); at >= 0; at = StringPrototypeIndexOf(path, "/", at + 1)) {
      const around = look(StringPrototypeSlice(path, 0, at));
      if (around === undefined) makeOne(StringPrototypeSlice(path, 0, at));
      else if (!around.isFolder) return THERE_ALREADY;
    }
    return makeOne(path);
  };

  const dropAll = (path) => {
    const inside = below(path);
    changes++;
    for (let i = 0; i < inside.length; i++) {
      drop(inside[i]);
      noteOurs(inside[i]);
    }
    drop(path);
    noteOurs(path);
    tell('"remove":' + quote(path));
    return 0;
  };

  const removeFolder = (path, recursive) => {
    const node = look(path);
    if (node === undefined) return MISSING;
    if (!isKept(path)) return NO_PERMISSION;
    if (!node.isFolder) return THERE_ALREADY;
    return recursive || below(path).length === 0 ? dropAll(path) : NOT_EMPTY;
  };

  const removeFile = (path) => {
    const node = look(path);
    if (node === undefined) return MISSING;
    if (node.isFolder) return FOLDER_THERE;
    return isKept(path) ? dropAll(path) : NO_PERMISSION;
  };

  // A node and all that is in it; what the contexts of camera and recorder make stays where it is, as they make it again.
  const carry = (source, target, saved) => {
    const inside = below(source);
    const node = look(source);
    changes++;
    put(target, node.fixed ? fileNode(bytesOf(node), null, node.size, kernel.now(), saved) : node);
    look(target).saved = saved;
    if (saved) look(target).created = kernel.now();
    if (!node.fixed) drop(source);
    for (let i = 0; i < inside.length; i++) {
      const moved = target + StringPrototypeSlice(inside[i], source.length);
      put(moved, look(inside[i]));
      drop(inside[i]);
      noteOurs(inside[i]);
      noteOurs(moved);
    }
    noteOurs(source);
    noteOurs(target);
    tell('"move":[' + quote(source) + "," + quote(target) + "," + saved + "]");
    return 0;
  };

  const rename = (source, target) => {
    const node = look(source);
    if (node === undefined) return MISSING;
    if (!isKept(source) || !isKept(target) || isBelow(target, source)) return NO_PERMISSION;
    if (look(target) !== undefined) return THERE_ALREADY;
    return hasParent(target) ? carry(source, target, node.saved) : MISSING;
  };

  // Moves a temporary file. What is there already is replaced (inferred).
  const save = (source, target, saved) => {
    const node = look(source);
    if (node === undefined || node.isFolder) return MISSING;
    if (!isBelow(source, TEMPORARY)) return NO_PERMISSION;
    const problem = targetProblem(target, node.size, FAILED, FAILED);
    return problem === 0 ? carry(source, target, saved) : problem;
  };

  return {
    __proto__: null, KEPT, TEMPORARY, MISSING, NO_PERMISSION, FAILED, append, below, bytesOf, copy, isBelow, isKept, look,
    makeFolder, removeFile, removeFolder, rename, resolve, save, take, write,
  };
})
