// Whether a point is in a path, or in the line along it.
(function (intrinsics, kernel) {
  "use strict";
  const { MathCeil, MathAbs, MathMax, MathMin, MathSqrt } = intrinsics;
  const { list } = kernel.lazy("drawing");
  const { carry, inverse, isFlat, matrixOf, numbersOf, outlineOf } = kernel.lazy("canvas_outlines");

  const NEAR = 1e-6; // what is so near to an edge is on it
  const FINEST = 0.05; // pixels between a curve and the lines that stand for it
  const MOST_LINES = 256; // for one curve

  // How many lines stand for a curve: by how far it is from straight.
  const linesFor = (points) => {
    let bent = 0;
    for (let i = 0; i + 4 < points.length; i++) bent = MathMax(bent, MathAbs(points[i] - 2 * points[i + 2] + points[i + 4]));
    return MathMax(1, MathMin(MOST_LINES, MathCeil(MathSqrt(bent / FINEST))));
  };

  // Source: de Casteljau's algorithm.
  const pointAt = (points, share) => {
    const nearer = list();
    for (let i = 0; i < points.length; i++) nearer[i] = points[i];
    for (let left = points.length - 2; left > 0; left -= 2) {
      for (let i = 0; i < left; i++) nearer[i] += (nearer[i + 2] - nearer[i]) * share;
    }
    return { x: nearer[0], y: nearer[1] };
  };

  const eachLine = (points, visit) => {
    const count = linesFor(points);
    const end = { x: points[points.length - 2], y: points[points.length - 1] };
    let from = { x: points[0], y: points[1] };
    for (let i = 1; i <= count; i++) {
      const to = i === count ? end : pointAt(points, i / count);
      if (from.x !== to.x || from.y !== to.y) visit(from, to);
      from = to;
    }
  };

  const isAround = (piece, { x, y }, far) =>
    x >= piece.left - far && x <= piece.right + far && y >= piece.top - far && y <= piece.bottom + far;

  const isNear = ({ x, y }, from, to, far) => {
    const across = to.x - from.x;
    const down = to.y - from.y;
    const share = ((x - from.x) * across + (y - from.y) * down) / (across * across + down * down);
    const along = MathMax(0, MathMin(share, 1));
    const left = x - from.x - along * across;
    const above = y - from.y - along * down;
    return left * left + above * above <= far * far;
  };

  // How a line turns around a point: whether it crosses what is right of it, upwards or downwards.
  const crossing = ({ x, y }, from, to) => {
    if (from.y <= y === to.y <= y) return 0;
    if (from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x) <= x) return 0;
    return to.y > from.y ? 1 : -1;
  };

  const chordOf = (points, visit) => {
    const end = points.length - 2;
    visit({ x: points[0], y: points[1] }, { x: points[end], y: points[end + 1] });
  };

  // Only a curve around the point must be followed: one beside it turns as the line from its begin to its end.
  const wind = (pieces, point, hit) => {
    for (let i = 0; i < pieces.length && !hit.isOnEdge; i++) {
      const isClose = isAround(pieces[i], point, NEAR);
      const follow = isClose ? eachLine : chordOf;
      follow(pieces[i].points, (from, to) => {
        hit.turns += crossing(point, from, to);
        if (isClose && isNear(point, from, to, NEAR)) hit.isOnEdge = true;
      });
    }
  };

  const isPointInPath = (trace, given) => {
    const read = numbersOf(given, 2);
    const rule = given.length > 2 ? given[2] : undefined;
    if (read === null || (rule !== undefined && rule !== "nonzero" && rule !== "evenodd")) return false;
    const outline = outlineOf(trace);
    const hit = { __proto__: null, turns: 0, isOnEdge: false };
    wind(outline.pieces, { x: read[0], y: read[1] }, hit);
    wind(outline.closings, { x: read[0], y: read[1] }, hit);
    return hit.isOnEdge || (rule === "evenodd" ? hit.turns % 2 : hit.turns) !== 0;
  };

  // The pen is round, also at ends and joins [inferred]: a circle before the transform of now.
  const isPointInStroke = (trace, given) => {
    const read = numbersOf(given, 2);
    const at = matrixOf(trace.at);
    if (read === null || isFlat(at)) return false;
    const back = inverse(at);
    const far = trace.width / 2;
    const reach = far * MathSqrt(at.a * at.a + at.b * at.b + at.c * at.c + at.d * at.d);
    const point = { x: read[0], y: read[1] };
    const before = carry(back, point.x, point.y);
    const { pieces } = outlineOf(trace);
    let isHit = false;
    for (let i = 0; i < pieces.length && !isHit; i++) {
      if (!isAround(pieces[i], point, reach)) continue;
      eachLine(pieces[i].points, (from, to) => {
        isHit ||= isNear(before, carry(back, from.x, from.y), carry(back, to.x, to.y), far);
      });
    }
    return isHit;
  };

  return { __proto__: null, isPointInPath, isPointInStroke };
})
