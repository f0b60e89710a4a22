// Runs the cases of one file and reports what came of each, under Jest as under minibridge: compared outside.
const shown = (value) => JSON.parse(JSON.stringify(value, (_, inner) => (inner === undefined ? null : inner)) ?? 'null');

async function outcome(run) {
  try {
    return { value: shown(await run()) };
  } catch (error) {
    return { message: String(error.message) };
  }
}

module.exports = (file, cases) =>
  test('every case', async () => {
    const report = {};
    for (const name in cases) report[file + ' / ' + name] = await outcome(cases[name]);
    const text = JSON.stringify(report);
    if (globalThis.reportTruth === undefined) console.log(text);
    else globalThis.reportTruth(text, file);
  }, 60000);
