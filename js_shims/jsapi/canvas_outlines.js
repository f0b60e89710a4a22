// The outlines of paths. A path comes as the calls that made it, each with its transform (canvas.js keeps both); what they
// mean is as in bridge/jsapi/canvas/: calls.py, outline.py, geometry.py.
(function (intrinsics, kernel) {
  "use strict";
  const {
    ArrayIsArray, JSONParse, MathAbs, MathAtan2, MathCeil, MathCos, MathMax, MathMin, MathPI, MathRound, MathSin,
    MathTan, Number, NumberIsFinite, ObjectHasOwn, StringPrototypeTrim,
  } = intrinsics;
  const { list } = kernel.lazy("drawing");

  const FARTHEST = 1e6; // pixels from the corner: everything beyond is there
  const TURN = 2 * MathPI;

  // ---- Numbers, as programs give them

  const numberOf = (value) => {
    if (typeof value === "string") return StringPrototypeTrim(value) === "" ? NaN : Number(value);
    if (typeof value === "boolean") return value ? 1 : 0;
    return typeof value === "number" && MathAbs(value) < 1e300 ? value : NaN;
  };

  // The first `count` as finite numbers; null if one is not.
  const numbersOf = (given, count) => {
    if (given.length < count) return null;
    const read = list();
    for (let i = 0; i < count; i++) {
      read[i] = numberOf(given[i]);
      if (!NumberIsFinite(read[i])) return null;
    }
    return read;
  };

  // ---- Transforms: x' = a x + c y + e, y' = b x + d y + f

  const matrix = (a, b, c, d, e, f) => ({ __proto__: null, a, b, c, d, e, f });
  const IDENTITY = matrix(1, 0, 0, 1, 0, 0);
  const carry = (at, x, y) => ({ x: at.a * x + at.c * y + at.e, y: at.b * x + at.d * y + at.f });
  const within = (value) => MathMax(-FARTHEST, MathMin(value, FARTHEST));

  const place = (at, x, y) => {
    const point = carry(at, x, y);
    return { x: within(point.x), y: within(point.y) };
  };

  const isBounded = ({ a, b, c, d, e, f }) =>
    MathMax(MathAbs(a), MathAbs(b), MathAbs(c), MathAbs(d), MathAbs(e), MathAbs(f)) < 1e9;

  // First `inner`, then `outer`; `outer` alone if that leads beyond all numbers.
  const after = (outer, inner) => {
    const { x: e, y: f } = carry(outer, inner.e, inner.f);
    const { a, b, c, d } = outer;
    const product = matrix(
      a * inner.a + c * inner.b, b * inner.a + d * inner.b, a * inner.c + c * inner.d, b * inner.c + d * inner.d, e, f,
    );
    return isBounded(product) ? product : outer;
  };

  const areaOf = (at) => at.a * at.d - at.b * at.c;
  const isFlat = (at) => MathAbs(areaOf(at)) < 1e-9;

  const inverse = (at) => {
    const area = areaOf(at);
    const back = matrix(at.d / area, -at.b / area, -at.c / area, at.a / area, 0, 0);
    const { x, y } = carry(back, at.e, at.f);
    back.e = -x;
    back.f = -y;
    return back;
  };

  const turning = (angle) => matrix(MathCos(angle), MathSin(angle), -MathSin(angle), MathCos(angle), 0, 0);

  // Six numbers, or an object of them.
  const sixOf = (given) => {
    const first = given.length > 0 ? given[0] : null;
    if (typeof first !== "object" || first === null || ArrayIsArray(first)) return given;
    const entry = (name) => (ObjectHasOwn(first, name) ? first[name] : IDENTITY[name]);
    return [entry("a"), entry("b"), entry("c"), entry("d"), entry("e"), entry("f")];
  };

  const read = (count, make) => (given) => {
    const numbers = numbersOf(given, count);
    return numbers === null ? null : make(numbers);
  };

  const readSix = read(6, (six) => matrix(six[0], six[1], six[2], six[3], six[4], six[5]));

  const TRANSFORMS = {
    __proto__: null,
    translate: read(2, (by) => matrix(1, 0, 0, 1, by[0], by[1])),
    scale: read(2, (by) => matrix(by[0], 0, 0, by[1], 0, 0)),
    rotate: read(1, (by) => turning(by[0])),
    transform: (given) => readSix(sixOf(given)),
    setTransform: (given) => readSix(sixOf(given)),
  };

  const argumentsOf = ({ written }) => JSONParse("[" + written + "]");

  const transformed = (before, call) => {
    const inner = TRANSFORMS[call.name](argumentsOf(call));
    if (inner === null) return before;
    return after(call.name === "setTransform" ? IDENTITY : before, inner);
  };

  // What all transforms up to `last` make together. They forget what was before them.
  const matrixOf = (last) => {
    let pending = null;
    let at = last;
    for (; at !== null && at.matrix === null; at = at.before) pending = { __proto__: null, at, next: pending };
    let known = at === null ? IDENTITY : at.matrix;
    for (; pending !== null; pending = pending.next) {
      known = transformed(known, pending.at);
      pending.at.matrix = known;
      pending.at.before = null;
      pending.at.depth = 0;
    }
    return known;
  };

  // ---- Outlines: `pieces` of two points, or three or four of a curve; `closings` are the lines that only a fill has

  const addPiece = (pieces, points) => {
    const box = { __proto__: null, points, left: points[0], right: points[0], top: points[1], bottom: points[1] };
    for (let i = 2; i < points.length; i += 2) {
      box.left = MathMin(box.left, points[i]);
      box.right = MathMax(box.right, points[i]);
      box.top = MathMin(box.top, points[i + 1]);
      box.bottom = MathMax(box.bottom, points[i + 1]);
    }
    pieces[pieces.length] = box;
  };

  const joinTo = (pieces, from, to) => addPiece(pieces, [from.x, from.y, to.x, to.y]);

  // What follows is a part of its own.
  const part = (outline) => {
    if (outline.last !== null) joinTo(outline.closings, outline.last, outline.start);
    outline.last = null;
  };

  const move = (outline, at, to) => {
    part(outline);
    outline.start = outline.last = place(at, to[0], to[1]);
  };

  // A line or a curve by the points after its first, which is where the last one ended.
  const lead = (outline, at, through) => {
    if (outline.last === null) move(outline, at, through);
    const points = list();
    points[0] = outline.last.x;
    points[1] = outline.last.y;
    for (let i = 0; i < through.length; i += 2) {
      outline.last = place(at, through[i], through[i + 1]);
      points[i + 2] = outline.last.x;
      points[i + 3] = outline.last.y;
    }
    addPiece(outline.pieces, points);
  };

  const close = (outline) => {
    if (outline.start === null) return;
    if (outline.last !== null) joinTo(outline.pieces, outline.last, outline.start);
    outline.last = outline.start;
  };

  const rectangle = (outline, at, box) => {
    const right = box[0] + box[2];
    const bottom = box[1] + box[3];
    move(outline, at, box);
    lead(outline, at, [right, box[1]]);
    lead(outline, at, [right, bottom]);
    lead(outline, at, [box[0], bottom]);
    close(outline);
  };

  // At most a quarter of the unit circle: two control points, and the end.
  const bend = (begin, sweep) => {
    const reach = (4 / 3) * MathTan(sweep / 4);
    const x = MathCos(begin + sweep);
    const y = MathSin(begin + sweep);
    return [MathCos(begin) - reach * MathSin(begin), MathSin(begin) + reach * MathCos(begin), x + reach * y, y - reach * x, x, y];
  };

  // All around if it is told to go as far, else less than that.
  const sweepOf = (begin, end, isBackwards) => {
    let ahead = isBackwards ? begin - end : end - begin;
    if (ahead < TURN) ahead %= TURN;
    if (ahead < 0) ahead += TURN;
    return isBackwards ? -MathMin(ahead, TURN) : MathMin(ahead, TURN);
  };

  const roundUnit = (outline, own, begin, sweep) => {
    lead(outline, own, [MathCos(begin), MathSin(begin)]);
    const count = MathMax(1, MathCeil(MathAbs(sweep) / (TURN / 4) - 1e-9));
    for (let i = 0; i < count; i++) lead(outline, own, bend(begin + (sweep * i) / count, sweep / count));
  };

  // x, y, two radii, the angle of both, and from where to where.
  const ellipse = (outline, at, numbers, isBackwards) => {
    if (numbers[2] < 0 || numbers[3] < 0) return;
    const turned = turning(numbers[4]);
    turned.e = numbers[0];
    turned.f = numbers[1];
    const own = after(after(at, turned), matrix(numbers[2], 0, 0, numbers[3], 0, 0));
    roundUnit(outline, own, numbers[5], sweepOf(numbers[5], numbers[6], isBackwards));
  };

  const arc = (outline, at, x, y, radius, begin, end, isBackwards) =>
    ellipse(outline, at, [x, y, radius, radius, 0, begin, end], isBackwards);

  // arcTo: towards the first point, and round by the radius towards the second.
  const corner = (outline, at, numbers) => {
    const radius = numbers[4];
    if (radius < 0 || isFlat(at)) return;
    if (outline.last === null) return move(outline, at, numbers);
    const from = place(inverse(at), outline.last.x, outline.last.y);
    if (!roundCorner(outline, at, from, numbers, radius)) lead(outline, at, [numbers[0], numbers[1]]);
  };

  const roundCorner = (outline, at, from, numbers, radius) => {
    const x = numbers[0];
    const y = numbers[1];
    if ((from.x === x && from.y === y) || (numbers[2] === x && numbers[3] === y) || radius === 0) return false;
    const before = MathAtan2(from.y - y, from.x - x);
    const apart = MathAtan2(numbers[3] - y, numbers[2] - x) - before;
    const between = apart - TURN * MathRound(apart / TURN);
    if (MathAbs(MathSin(between)) < 1e-9) return false;
    const far = radius / MathSin(MathAbs(between) / 2);
    const middle = before + between / 2;
    const quarter = between < 0 ? -TURN / 4 : TURN / 4;
    const centre = { x: x + far * MathCos(middle), y: y + far * MathSin(middle) };
    arc(outline, at, centre.x, centre.y, radius, before - quarter, before + between + quarter, between > 0);
    return true;
  };

  // One radius, or up to four, from the top left on, as in CSS; null for what are none.
  const radiiOf = (given) => {
    const radii = numbersOf(ArrayIsArray(given) ? given : [given ?? 0], ArrayIsArray(given) ? given.length : 1);
    if (radii === null || radii.length < 1 || radii.length > 4) return null;
    const first = radii[0];
    const second = radii.length > 1 ? radii[1] : first;
    const all = [first, second, radii.length > 2 ? radii[2] : first, radii.length > 3 ? radii[3] : second];
    return MathMin(all[0], all[1], all[2], all[3]) < 0 ? null : all;
  };

  // How much smaller they must be to fit.
  const fitOf = (radii, width, height) => {
    let fit = 1;
    for (let i = 0; i < 4; i++) {
      const wanted = radii[i] + radii[(i + 1) % 4];
      if (wanted > 0) fit = MathMin(fit, (i % 2 === 0 ? width : height) / wanted);
    }
    return fit;
  };

  const rounded = (outline, at, box, given) => {
    const radii = radiiOf(given.length > 4 ? given[4] : 0);
    if (radii === null) return;
    const width = MathAbs(box[2]);
    const height = MathAbs(box[3]);
    const left = MathMin(box[0], box[0] + box[2]);
    const top = MathMin(box[1], box[1] + box[3]);
    const fit = fitOf(radii, width, height);
    part(outline);
    for (let i = 0; i < 4; i++) {
      const radius = radii[i] * fit;
      const x = i === 0 || i === 3 ? left + radius : left + width - radius;
      const y = i < 2 ? top + radius : top + height - radius;
      const begin = MathPI + (i * TURN) / 4;
      arc(outline, at, x, y, radius, begin, begin + TURN / 4, false);
    }
    close(outline);
  };

  const traced = (count, act) => (outline, at, given) => {
    const numbers = numbersOf(given, count);
    if (numbers !== null) act(outline, at, numbers, given);
  };

  const isSet = (given, index) => given.length > index && !!given[index];

  const CALLS = {
    __proto__: null,
    moveTo: traced(2, move),
    lineTo: traced(2, lead),
    quadraticCurveTo: traced(4, lead),
    bezierCurveTo: traced(6, lead),
    arcTo: traced(5, corner),
    rect: traced(4, rectangle),
    roundRect: traced(4, rounded),
    arc: traced(5, (outline, at, by, given) => arc(outline, at, by[0], by[1], by[2], by[3], by[4], isSet(given, 5))),
    ellipse: traced(7, (outline, at, by, given) => ellipse(outline, at, by, isSet(given, 7))),
    closePath: close,
  };

  const retrace = (outline, calls) => {
    for (let i = 0; i < calls.length; i++) CALLS[calls[i].name](outline, matrixOf(calls[i].at), argumentsOf(calls[i]));
  };

  const outlineOf = (trace) => {
    if (trace.outline !== null) return trace.outline;
    const outline = { __proto__: null, pieces: list(), closings: list(), start: null, last: null };
    retrace(outline, trace.older);
    retrace(outline, trace.calls);
    part(outline);
    return (trace.outline = outline);
  };

  return { __proto__: null, carry, inverse, isFlat, matrixOf, numbersOf, outlineOf };
})
