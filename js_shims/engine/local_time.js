// Dates in the run's own time zone: a fixed offset from UTC, the same on every machine. Compiled when a
// program first asks a Date for something local.
(function (intrinsics, kernel) {
  "use strict";
  const {
    ReflectApply, ReflectConstruct, Date, DateParse, DateUTC, DatePrototypeGetTime, DatePrototypeSetTime,
    DatePrototypeToUTCString, DatePrototypeGetUTCFullYear, DatePrototypeGetUTCMonth, DatePrototypeGetUTCDate,
    DatePrototypeGetUTCDay, DatePrototypeGetUTCHours, DatePrototypeGetUTCMinutes, DatePrototypeGetUTCSeconds,
    DatePrototypeGetUTCMilliseconds, DatePrototypeSetUTCFullYear, DatePrototypeSetUTCMonth, DatePrototypeSetUTCDate,
    DatePrototypeSetUTCHours, DatePrototypeSetUTCMinutes, DatePrototypeSetUTCSeconds, DatePrototypeSetUTCMilliseconds,
    DatePrototypeToLocaleString, DatePrototypeToLocaleDateString, DatePrototypeToLocaleTimeString,
    RegExpPrototypeExec, StringPrototypeSlice, StringPrototypeIndexOf, StringPrototypeTrim,
  } = intrinsics;
  const offset = kernel.settings.clock.timezone * 60000; // given in minutes east of UTC
  const INVALID = "Invalid Date";
  const zoned = /(?:Z|UT|UTC|GMT|[EMCP][SD]T|[+-]\d{2}:?\d{2}|[+-]\d{4})\s*(?:\(.*\))?$/i;
  const isoDate = /^[+-]?\d{4,6}(?:-\d{2}(?:-\d{2})?)?$/;
  const isoDateTime = /^[+-]?\d{4,6}-\d{2}(?:-\d{2})?T/;

  function made(instant) {
    return ReflectConstruct(Date, [instant]);
  }

  // A date whose UTC fields are the local fields of `date`.
  function shifted(date) {
    return made(DatePrototypeGetTime(date) + offset);
  }

  function getter(read) {
    return (date) => read(shifted(date));
  }

  function setter(write) {
    return function (date, args) {
      const local = shifted(date);
      ReflectApply(write, undefined, prepended(local, args));
      return DatePrototypeSetTime(date, DatePrototypeGetTime(local) - offset);
    };
  }

  function prepended(first, args) {
    return args.length === 0 ? [first, NaN]
      : args.length === 1 ? [first, args[0]]
      : args.length === 2 ? [first, args[0], args[1]]
      : args.length === 3 ? [first, args[0], args[1], args[2]]
      : [first, args[0], args[1], args[2], args[3]];
  }

  function two(value) {
    return (value < 10 ? "0" : "") + value;
  }

  function zone() {
    const minutes = offset / 60000;
    const size = minutes < 0 ? -minutes : minutes;
    return "GMT" + (minutes < 0 ? "-" : "+") + two((size - (size % 60)) / 60) + two(size % 60);
  }

  // `Thu, 01 Jan 2026 00:00:00 GMT` holds every part of the other forms.
  function dateText(local) {
    const utc = DatePrototypeToUTCString(local);
    const colon = StringPrototypeIndexOf(utc, ":", 0);
    return StringPrototypeSlice(utc, 0, 3) + " " + StringPrototypeSlice(utc, 8, 11) + " " + StringPrototypeSlice(utc, 5, 7) +
      " " + StringPrototypeSlice(utc, 12, colon - 3);
  }

  function timeText(local) {
    const utc = DatePrototypeToUTCString(local);
    const colon = StringPrototypeIndexOf(utc, ":", 0);
    return StringPrototypeSlice(utc, colon - 2, colon + 6) + " " + zone();
  }

  function text(write) {
    return function (date) {
      const local = shifted(date);
      return DatePrototypeGetTime(local) !== DatePrototypeGetTime(local) ? INVALID : write(local);
    };
  }

  // The engine writes locale forms in the machine's zone: give it a date that reads the same there.
  function locale(write) {
    return text((local) =>
      write(ReflectConstruct(Date, [
        DatePrototypeGetUTCFullYear(local), DatePrototypeGetUTCMonth(local), DatePrototypeGetUTCDate(local),
        DatePrototypeGetUTCHours(local), DatePrototypeGetUTCMinutes(local), DatePrototypeGetUTCSeconds(local),
      ])),
    );
  }

  // Text without a zone is local, except the date-only ISO form, which the standard reads as UTC.
  function parse(given) {
    const trimmed = StringPrototypeTrim(given);
    if (RegExpPrototypeExec(isoDate, trimmed) !== null || RegExpPrototypeExec(zoned, trimmed) !== null) return DateParse(trimmed);
    const asUtc = RegExpPrototypeExec(isoDateTime, trimmed) !== null ? trimmed + "Z" : trimmed + " UTC";
    return DateParse(asUtc) - offset;
  }

  return {
    __proto__: null,
    parse,
    fromParts: (parts) => ReflectApply(DateUTC, undefined, parts) - offset,
    getTimezoneOffset: (date) => DatePrototypeGetTime(date) * 0 - offset / 60000,
    getFullYear: getter(DatePrototypeGetUTCFullYear),
    getMonth: getter(DatePrototypeGetUTCMonth),
    getDate: getter(DatePrototypeGetUTCDate),
    getDay: getter(DatePrototypeGetUTCDay),
    getHours: getter(DatePrototypeGetUTCHours),
    getMinutes: getter(DatePrototypeGetUTCMinutes),
    getSeconds: getter(DatePrototypeGetUTCSeconds),
    getMilliseconds: getter(DatePrototypeGetUTCMilliseconds),
    setFullYear: setter(DatePrototypeSetUTCFullYear),
    setMonth: setter(DatePrototypeSetUTCMonth),
    setDate: setter(DatePrototypeSetUTCDate),
    setHours: setter(DatePrototypeSetUTCHours),
    setMinutes: setter(DatePrototypeSetUTCMinutes),
    setSeconds: setter(DatePrototypeSetUTCSeconds),
    setMilliseconds: setter(DatePrototypeSetUTCMilliseconds),
    toString: text((local) => dateText(local) + " " + timeText(local)),
    toDateString: text(dateText),
    toTimeString: text(timeText),
    toLocaleString: locale(DatePrototypeToLocaleString),
    toLocaleDateString: locale(DatePrototypeToLocaleDateString),
    toLocaleTimeString: locale(DatePrototypeToLocaleTimeString),
  };
})
