// What the platform's typings say of every function of `my`, as JSON: read by TypeScript's own compiler.
// node read_typings.cjs FOLDER: FOLDER has typescript and @mini-types/my in its node_modules.
const { createRequire } = require('module');
const path = require('path');

const [folder] = process.argv.slice(2);
const ts = createRequire(path.resolve(folder, 'package.json'))('typescript');
const types = path.resolve(folder, 'node_modules/@mini-types/my/types');
const program = ts.createProgram([path.join(types, 'index.d.ts')], { strict: true, noLib: true });
const checker = program.getTypeChecker();
const ENDINGS = new Set(['success', 'fail', 'complete']);

const has = (flags, flag) => (flags & flag) !== 0;
const typeOf = (symbol) => checker.getTypeOfSymbol(symbol);
const membersOf = (type) => checker.getPropertiesOfType(checker.getNonNullableType(type));
const isOptional = (symbol) => has(symbol.flags, ts.SymbolFlags.Optional);
const partsOf = (type) => (type.isUnion() ? type.types : [type]);
const tagOf = (symbol, name) => symbol.getJsDocTags(checker).filter((tag) => tag.name === name);

function argumentOf(callback) {
  const [signature] = checker.getNonNullableType(typeOf(callback)).getCallSignatures();
  const [first] = signature === undefined ? [] : signature.getParameters();
  return first === undefined ? undefined : typeOf(first);
}

function fieldsOf(type) {
  const names = new Set();
  for (const part of type === undefined ? [] : partsOf(type)) {
    if (!part.flags || has(part.flags, ts.TypeFlags.Object)) membersOf(part).forEach((member) => names.add(member.name));
  }
  return [...names].sort();
}

function errorsOf(type) {
  const codes = new Set();
  for (const part of type === undefined ? [] : partsOf(type)) {
    const error = membersOf(part).find(({ name }) => name === 'error');
    const parts = error === undefined ? [] : partsOf(typeOf(error));
    for (const { value } of parts) if (value !== undefined) codes.add(value);
  }
  return [...codes].sort((a, b) => (Number(a) < Number(b) ? -1 : 1));
}

// What a parameter may be, where that is a choice of texts: `request.object.method.GET` of canIUse.
function choicesOf(members) {
  const choices = {};
  for (const member of members) {
    const texts = partsOf(checker.getNonNullableType(typeOf(member))).map(({ value }) => value);
    if (texts.every((text) => typeof text === 'string' && /^\S+$/.test(text))) choices[member.name] = texts.sort();
  }
  return Object.keys(choices).length > 0 ? { choices } : {};
}

function optionsOf(type) {
  const members = membersOf(type);
  const names = members.filter(({ name }) => !ENDINGS.has(name));
  const params = {
    params: Object.fromEntries(names.map((member) => [member.name, isOptional(member) ? 'optional' : 'required'])),
    ...choicesOf(names),
  };
  const [success, fail] = ['success', 'fail'].map((name) => members.find((member) => member.name === name));
  if (success === undefined) return params;
  return { calls: 'back', ...params, result: fieldsOf(argumentOf(success)), errors: errorsOf(fail && argumentOf(fail)) };
}

// Of several ways to call it: a parameter that one of them does without is optional.
function merged(ways) {
  const [first, ...others] = ways;
  for (const other of others) {
    const { params = {} } = first;
    for (const name of new Set([...Object.keys(params), ...Object.keys(other.params ?? {})])) {
      params[name] = params[name] === 'required' && other.params?.[name] === 'required' ? 'required' : 'optional';
    }
    if (first.params !== undefined || other.params !== undefined) first.params = params;
    for (const list of ['result', 'errors', 'returns']) {
      if (other[list] !== undefined) first[list] = [...new Set([...(first[list] ?? []), ...other[list]])];
    }
    if (other.choices !== undefined) first.choices = { ...other.choices, ...first.choices };
  }
  return first;
}

function functionOf(symbol) {
  const signatures = typeOf(symbol).getCallSignatures();
  return signatures.length === 0 ? { calls: 'never' } : merged(signatures.map(wayOf));
}

function wayOf(signature) {
  const [first] = signature.getParameters();
  const options = first === undefined || partsOf(typeOf(first)).every((type) => type.getCallSignatures().length) ? {} : optionsOf(typeOf(first));
  const told = { calls: 'plainly', takes: signature.getParameters().map(({ name }) => name), ...options };
  if (told.calls === 'back') delete told.takes;
  else told.returns = fieldsOf(signature.getReturnType());
  return told;
}

function addressOf(symbol) {
  const [see] = tagOf(symbol, 'see');
  const text = see === undefined ? '' : ts.displayPartsToString(see.text);
  return (/https?:\S+/.exec(text.replace(/^\s*:?\/\//, 'https://')) ?? [undefined])[0];
}

function told(symbol) {
  const entry = functionOf(symbol);
  const see = addressOf(symbol);
  if (see !== undefined) entry.see = see;
  if (tagOf(symbol, 'deprecated').length > 0) entry.deprecated = true;
  return entry;
}

function namespace(symbol, prefix, found) {
  for (const member of checker.getExportsOfModule(symbol)) {
    const name = prefix + member.name;
    if (has(member.flags, ts.SymbolFlags.ValueModule)) namespace(member, name + '.', found);
    else if (has(member.flags, ts.SymbolFlags.Function | ts.SymbolFlags.Variable)) found[name] = told(member);
  }
  return found;
}

const [source] = program.getSourceFiles();
const my = checker.getSymbolsInScope(source, ts.SymbolFlags.Namespace).find(({ name }) => name === 'my');
console.log(JSON.stringify(namespace(my, '', {})));
