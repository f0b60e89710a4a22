// my.cloud.createCloudContext: an object whose methods are calls like any other, "cloud.callFunction" to the host, which
// is told the context's environment with each.
(function (intrinsics, kernel) {
  "use strict";
  const { Error, ObjectSetPrototypeOf } = intrinsics;
  const METHODS = ObjectSetPrototypeOf(
    ["init", "callContainer", "callFunction", "deleteFile", "downloadFile", "getTempFileURL", "uploadFile"],
    null,
  );

  // Options that cannot be read are left to `kernel.call`, which tells so.
  const optionsOf = (given, env, appId) => {
    if (given !== undefined && given !== null && typeof given !== "object") return given;
    try {
      return { env, appId, ...given };
    } catch {
      return given;
    }
  };

  const createCloudContext = (param) => {
    const { env, appId } = typeof param === "object" && param !== null ? param : {};
    const context = {
      database() {
        throw new Error("cloud.database() is not simulated: call a cloud function, and answer that in the test");
      },
    };
    for (let i = 0; i < METHODS.length; i++) {
      const api = kernel.apiNamed("cloud." + METHODS[i]);
      context[METHODS[i]] = (options) => kernel.call(api, optionsOf(options, env, appId));
    }
    return context;
  };

  return { createCloudContext };
})
