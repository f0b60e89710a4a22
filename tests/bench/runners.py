"""JavaScript tests: `minibridge test` beside Jest and Vitest from npm, as whole processes in the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.folders import write

Row = tuple[str, str, str]

FILES = 100
ROUNDS = 3
_PACKAGES = ("jest@30", "vitest@3")
_VITEST = "export default { test: { globals: true, isolate: false, include: ['**/*.test.js'] } };\n"
_HEAVY = """const words = Array.from({ length: 4000 }, (_, i) => 'word' + (i % 97));
export function count(list) {
  const counts = {};
  for (const word of list) {
    if (word in counts) counts[word] += 1;
    else counts[word] = 1;
  }
  return Object.entries(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
export const run = () => { for (let i = 0; i < 40; i++) count(words); return count(words)[0][1]; };
"""
_HEAVY_TEST = (
    "import { run } from './words';\ntest('counts', () => { for (let i = 0; i < 5; i++) expect(run()).toBe(42); });\n"
)


def runner_rows() -> Iterator[Row]:
    """Ratios of wall times. Raises `CalledProcessError` if npm cannot install the others."""
    with TemporaryDirectory() as scratch:
        home = _installed(Path(scratch))
        many, one = home / "many", home / "one"
        write(
            many,
            {
                f"t{number}.test.js": f"test('adds', () => expect(1 + {number}).toBe({number + 1}));"
                for number in range(FILES)
            },
        )
        write(one, {"a.test.js": "test('adds', () => expect(1 + 1).toBe(2));"})
        times = _ratio(_jest(home, many), _ours(home, many))
        yield f"{FILES} test files, Jest against ours", f"{times:.1f} x", "8 x"
        times = _ratio(_vitest(home, many), _ours(home, many))
        yield f"{FILES} test files, Vitest without isolation against ours", f"{times:.1f} x", "1 x"
        times = _ratio(_ours(home, one), _jest(home, one), rounds=4 * ROUNDS)
        yield "one test file, ours against Jest", f"{times:.2f} x", "0.5 x"
        yield "the same tests with coverage, against without", f"{_coverage(home / 'heavy'):.2f} x", "2 x"


def _installed(home: Path) -> Path:
    write(home, {"package.json": {"private": True}, "vitest.config.mjs": _VITEST})
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", *_PACKAGES]
    subprocess.run(command, cwd=home, check=True, stdout=subprocess.DEVNULL)
    return home


Command = Callable[[], float]


def _command(arguments: Sequence[str], folder: Path) -> Command:
    """Seconds of one run. Raises `CalledProcessError` if it fails: what fails fast is not fast."""

    # Everybody may keep what was compiled, as they do on people's machines: the first run is not measured.
    environment = {**os.environ, "CI": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def timed() -> float:
        began = time.perf_counter()
        subprocess.run(arguments, cwd=folder, check=True, capture_output=True, env=environment)
        return time.perf_counter() - began

    return timed


def _ours(home: Path, folder: Path) -> Command:
    return _command([sys.executable, "-m", "bridge", "test"], folder)


def _jest(home: Path, folder: Path) -> Command:
    return _command([str(home / "node_modules/.bin/jest"), "--rootDir", str(folder)], home)


def _vitest(home: Path, folder: Path) -> Command:
    return _command([str(home / "node_modules/.bin/vitest"), "run", "--dir", str(folder)], home)


def _coverage(folder: Path) -> float:
    write(folder, {"package.json": {}, "words.js": _HEAVY, "a.test.js": _HEAVY_TEST})
    plain = [sys.executable, "-m", "bridge", "test", "--time-limit", "60"]
    return _ratio(_command([*plain, "--coverage"], folder), _command(plain, folder))


def _ratio(command: Command, against: Command, rounds: int = ROUNDS) -> float:
    """Of wall times. Each is measured next to the other: a machine that is slow for a moment is slow for both."""
    command(), against()
    return statistics.median(command() / against() for _ in range(rounds))
