// Runs every case and reports what came of it: under Jest, and under minibridge. The report is compared outside.
const files = {
  equality: require('./cases/equality'), matchers: require('./cases/matchers'), asymmetric: require('./cases/asymmetric'), throwing: require('./cases/throwing'),
  calls: require('./cases/calls'), mocks: require('./cases/mocks'), timers: require('./cases/timers'),
  mock_functions: require('./cases/mock_functions'), spies: require('./cases/spies'), automocks: require('./cases/automocks'), clocks: require('./cases/clocks'),
};

const shown = (value) => JSON.parse(JSON.stringify(value, (_, inner) => (inner === undefined ? null : inner)) ?? 'null');

async function outcome(run) {
  try {
    return { value: shown(await run()) };
  } catch (error) {
    return { message: String(error.message) };
  }
}

test('every case', async () => {
  const report = {};
  for (const file in files) for (const name in files[file]) report[file + ' / ' + name] = await outcome(files[file][name]);
  (globalThis.reportTruth ?? console.log)(JSON.stringify(report));
}, 60000);
