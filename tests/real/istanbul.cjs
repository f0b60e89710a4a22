// Prints what Istanbul counts in each file named, as JSON; those under cases/ are run, others are only instrumented.
const { createInstrumenter } = require("istanbul-lib-instrument");
const { transformSync } = require("@babel/core");
const { readFileSync } = require("fs");

const quiet = { log() {} };
const found = {};
for (const path of process.argv.slice(2)) {
  const source = readFileSync(path, "utf8");
  const esModules = /^\s*(import|export)\b/m.test(source);
  const instrumenter = createInstrumenter({ esModules, compact: false });
  let code = instrumenter.instrumentSync(source, path);
  if (esModules) {
    code = transformSync(code, { configFile: false, babelrc: false, compact: false, plugins: ["@babel/plugin-transform-modules-commonjs"] }).code;
  }
  if (path.includes("coverage_cases")) {
    const module = { exports: {} };
    new Function("exports", "require", "module", "console", code).call(module.exports, module.exports, () => ({}), module, quiet);
    found[path] = globalThis.__coverage__[path];
  } else {
    found[path] = instrumenter.lastFileCoverage();
  }
}
setTimeout(() => process.stdout.write(JSON.stringify(found)), 200); // promise jobs of the cases come first
