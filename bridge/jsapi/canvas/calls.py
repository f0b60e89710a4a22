"""The calls of a canvas context by name: what each reads of its arguments, and what it has a painter do."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from bridge.jsapi.canvas.geometry import IDENTITY, Matrix, numbers
from bridge.jsapi.canvas.outline import Outline
from bridge.jsapi.canvas.painter import Painter


def do(painter: Painter, method: str, given: Sequence[Any]) -> None:
    """Have `painter` draw, or draw differently from now on; an unknown name does nothing."""
    act = _ACTS.get(method)
    if act is not None:
        act(painter, given)
    else:
        painter.set(method[3:4].lower() + method[4:] if method.startswith("set") else method, given)


def _six(painter: Painter, given: Sequence[Any], before: Matrix | None = None) -> None:
    if given and isinstance(given[0], dict):
        given = [given[0].get(name, default) for name, default in zip("abcdef", (1, 0, 0, 1, 0, 0), strict=True)]
    read = numbers(given, 6)
    if read is not None:
        painter.styles.matrix = (before or painter.styles.matrix).after(Matrix(*read))


def _turning(painter: Painter, given: Sequence[Any]) -> None:
    read = numbers(given, 1)
    if read is not None:
        painter.transform(Matrix(math.cos(read[0]), math.sin(read[0]), -math.sin(read[0]), math.cos(read[0])))


def _begin_path(painter: Painter, given: Sequence[Any]) -> None:
    painter.path = Outline()


def _traced(count: int, trace: Callable[..., None]) -> Callable[[Painter, Sequence[Any]], None]:
    """A method of `Outline` with so many numbers."""

    def act(painter: Painter, given: Sequence[Any]) -> None:
        read = numbers(given, count)
        if read is not None:
            trace(painter.path, painter.styles.matrix, *read)

    return act


def _moved(count: int, matrix: Callable[..., Matrix]) -> Callable[[Painter, Sequence[Any]], None]:
    def act(painter: Painter, given: Sequence[Any]) -> None:
        read = numbers(given, count)
        if read is not None:
            painter.transform(matrix(*read))

    return act


def _arc(painter: Painter, given: Sequence[Any]) -> None:
    read = numbers(given, 5)
    if read is not None:
        x, y, radius, begin, end = read
        painter.path.ellipse(painter.styles.matrix, x, y, radius, radius, 0, begin, end, bool(given[5:6] and given[5]))


def _ellipse(painter: Painter, given: Sequence[Any]) -> None:
    read = numbers(given, 7)
    if read is not None:
        x, y, across, down, turned, begin, end = read
        backwards = bool(given[7:8] and given[7])
        painter.path.ellipse(painter.styles.matrix, x, y, across, down, turned, begin, end, backwards)


def _rounded(painter: Painter, given: Sequence[Any]) -> None:
    read = numbers(given, 4)
    if read is not None:
        x, y, width, height = read
        painter.path.rounded(painter.styles.matrix, x, y, width, height, given[4] if len(given) > 4 else 0)


def _rectangle(painted: Callable[[Painter, Outline], None]) -> Callable[[Painter, Sequence[Any]], None]:
    def act(painter: Painter, given: Sequence[Any]) -> None:
        outline = painter.rectangle(given)
        if outline is not None:
            painted(painter, outline)

    return act


_ACTS: dict[str, Callable[[Painter, Sequence[Any]], None]] = {
    "save": Painter.save,
    "restore": Painter.restore,
    "translate": _moved(2, lambda x, y: Matrix(e=x, f=y)),
    "scale": _moved(2, lambda x, y: Matrix(a=x, d=y)),
    "rotate": _turning,
    "transform": _six,
    "setTransform": lambda painter, given: _six(painter, given, IDENTITY),
    "resetTransform": lambda painter, given: _six(painter, IDENTITY, IDENTITY),
    "beginPath": _begin_path,
    "closePath": lambda painter, given: painter.path.close(),
    "moveTo": _traced(2, Outline.move),
    "lineTo": _traced(2, Outline.line),
    "quadraticCurveTo": _traced(4, Outline.quadratic),
    "bezierCurveTo": _traced(6, Outline.cubic),
    "arcTo": _traced(5, Outline.corner),
    "rect": _traced(4, Outline.rectangle),
    "roundRect": _rounded,
    "arc": _arc,
    "ellipse": _ellipse,
    "fill": Painter.fill,
    "stroke": Painter.stroke,
    "clip": Painter.clip,
    "fillRect": _rectangle(Painter.fill_outline),
    "strokeRect": _rectangle(Painter.stroke_outline),
    "clearRect": Painter.clear,
    "fillText": lambda painter, given: painter.write(given, "fill") if given else None,
    "strokeText": lambda painter, given: painter.write(given, "stroke") if given else None,
    "drawImage": Painter.draw_image,
}
