// Automatic mocks of modules.
const real = require('./automocked/library');
const pool = Array.from({ length: 30 }, () => jest.createMockFromModule('./automocked/library')); const make = () => pool.pop();
const esmMade = jest.createMockFromModule('./automocked/es_module'); const esm = () => esmMade;
const kind = (v) => jest.isMockFunction(v) ? 'mock' : v === null ? 'null' : Array.isArray(v) ? 'array' + v.length : Object.prototype.toString.call(v);
module.exports = {
  'kinds': () => { const m = make(); return Object.fromEntries(Object.keys(real).concat('hidden').map((k) => [k, [k in m, kind(m[k])]])); },
  'keys': () => Object.keys(make()),
  'functions': () => { const m = make(); return [m.arrow(1) ?? null, m.arrow.length, m.arrow.name, m.async() ?? null, m.old.name, m.gen() ?? null, m.mocked() ?? null, m.mocked === real.mocked, m['odd-name'].length, m.bound.name]; },
  'statics': () => { const { A, B } = make(); return [kind(A.s), A.s() ?? null, A.value, kind(B.s), B.value, 'sg' in A]; },
  'class': () => { const { A, B } = make(); const a = new A(1); const b = new B(1); return [kind(a.m), a.m() ?? null, a.n ?? null, a instanceof A, b instanceof B, b instanceof A, kind(b.b), kind(b.m), 'g' in a, 'h' in a, Object.keys(a), A.mock.instances[0] === a, A.prototype.constructor === A, Object.keys(A.prototype).sort()]; },
  'methods of instances': () => { const { A } = make(); const a = new A(); const c = new A(); a.m(1); return [a.m.mock.calls, c.m.mock.calls, A.prototype.m.mock.calls, a.m === c.m, a.m.name, a.m.length, A.mock.instances[0].m.mock.calls]; },
  'prototype implementation': () => { const { A } = make(); A.prototype.m.mockReturnValue(8); const a = new A(); const before = a.m(); a.m.mockReturnValue(9); return [before, a.m(), new A().m()]; },
  'constructor implementation': () => { const { A } = make(); A.mockImplementation(function (n) { this.q = n; }); const a = new A(4); return [a.q, kind(a.m)]; },
  'constructor returns': () => { const { A } = make(); A.mockImplementation(() => ({ m: () => 'own' })); return new A().m(); },
  'subclass of an automock': () => { const { A } = make(); class S extends A { own() { return 'own'; } } const s = new S(); return [s.own(), kind(s.m), s instanceof A]; },
  'old style': () => { const { old } = make(); const o = new old(); return [kind(o.p), kind(old.extra.deep), kind(old.extra.list), o.p() ?? null]; },
  'nested': () => { const { nested } = make(); return [kind(nested.f), nested.v, kind(nested.inner.g), nested === real.nested]; },
  'instances as members': () => { const { inst } = make(); return [kind(inst.b), kind(inst.m), inst.n, Object.keys(inst).sort(), kind(inst.constructor)]; },
  'cycles': () => { const { cyc } = make(); return [cyc.self === cyc, cyc.name, cyc === real.cyc]; },
  'same again': () => { const m = make(); return [m.inst.constructor === m.B, m.A === make().A]; },
  'original untouched': () => { make(); const a = new real.A(3); return [a.m(), real.A.s(), real.arrow(), jest.isMockFunction(real.arrow), real.old.extra.deep(), real.arr]; },
  'es module': () => { const m = esm(); return [m.__esModule, Object.keys(m), kind(m.viaGetter), kind(m.default), kind(new m.default().go), kind(m.plain)]; },
  'reset': () => { const { A } = make(); const a = new A(); A.prototype.m.mockReturnValue(1); jest.resetAllMocks(); return a.m() ?? null; },
};
