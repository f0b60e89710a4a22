// Objects whose methods are calls like those of `my`: the host answers them under a name that starts with "$".
(function (intrinsics, kernel) {
  "use strict";
  const { quote } = kernel;

  const calling = (name) => {
    const api = { __proto__: null, name, label: quote(name), aliases: null, abortable: false, unread: "" };
    return (options, callback) => kernel.call(api, options, callback);
  };

  const announce = calling("$announce");
  const isScreenReaderEnabled = calling("$isScreenReaderEnabled");
  const reverseGeocoding = calling("$reverseGeocoding");

  const getAccessibilityManager = () => ({ announce, isScreenReaderEnabled });
  const getGeocoder = () => ({ reverseGeocoding });

  return { getAccessibilityManager, getGeocoder };
})
