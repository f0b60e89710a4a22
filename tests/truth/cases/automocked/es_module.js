// A module as compilers write it.
Object.defineProperty(exports, '__esModule', { value: true });
Object.defineProperty(exports, 'viaGetter', { enumerable: true, get: () => () => 5 });
exports.default = class D { go() { return 1; } };
exports.plain = () => 1;
