"use strict";
export const a = () => 1, b = a() || 2
export default function () { return a }
export function named(x = 1) { return x }
export class K { m() { return 1 } }
export let counter = 0
counter++
named(); new K().m()
export const z=1;a()||b
export { a as aa }
console.log(a.name, named(2))
