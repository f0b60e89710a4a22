/* istanbul ignore next */
function skipped() { if (1) return 2 }
/* istanbul ignore if */
if (a()) { console.log(1) }
/* istanbul ignore else */
if (a()) { console.log(1) } else { console.log(2) }
/* istanbul ignore if */
if (a()) console.log(1)
else console.log(2)
/* istanbul ignore else */
if (1) console.log(1)
/* istanbul ignore if */
if (0) console.log(3)
function a() { return 0 || /* istanbul ignore next */ 0 }
const t = a() ? /* istanbul ignore next */ 1 : 2
class C { /* istanbul ignore next */ m() { return 1 } n() { return 2 } }
switch (1) { /* istanbul ignore next */ case 1: console.log('1'); break; default: console.log(2) }
// istanbul ignore next
const x = () => 1
console.log(new C().n(), t, x())
