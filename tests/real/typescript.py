"""`make test-real`: what `minibridge test --types` writes, read by TypeScript itself, strictly, beside the DOM."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from bridge.testing.typings import write_types

HOME = Path(__file__).resolve().parents[2] / "build" / "typescript"
TEST = """describe('paying', () => {
  test('the person cancels', async () => {
    const alert = jest.spyOn(my, 'alert');
    bridge.next('signContract', { fail: '6001' });
    const page = await launch('pages/home/home', { id: '1' });
    await page.find('#pay').tap();
    const signed = await my.signContract({ signStr: 'https://wallet.example/a' });
    const code: string | undefined = signed.authCode;
    expect(code).toBe(undefined);
    expect(alert).toHaveBeenCalledTimes(1);
    const fn = vi.fn();
    fn();
    expect(fn.mock.calls.length).toBe(1);
  });
  test('on another phone', () => {
    const denied = ['camera', 'notification'] as const;
    bridge.device({ model: 'Pixel 8', network: '4G', denied, asks: ['location'], steps: null, battery: [50] });
    bridge.device({ location: [31.2, 121.5], contacts: [['Ann', '123'], { name: 'Bo' }], screen: { width: 400 } });
    bridge.device({ location: { latitude: 31.2, longitude: 121.5, city: 'x' }, biometric_modes: ['facial'] });
    bridge.device({ scan_next: ['A', 'B'], move: { compass: 90, motion: [0, 0, 1] }, shake: true }).advance(1);
    bridge.device({ bluetooth: [{ name: 'S', services: { '181D': { '2A9D': { value: 'x', notify: true } } } }] });
    bridge.device({ bluetooth: false, wifi: [{ ssid: 'Cafe', password: 'latte' }] });
  });
});
"""
MISTAKES = {
    "my.signContract({});": "signStr",
    "bridge.device({ modle: 'x' });": "modle",
    "bridge.device({ model: 8 });": "number",
    "bridge.device({ network: 'LTE' });": "LTE",
    "bridge.device({ denied: ['wheels'] });": "wheels",
    "bridge.device({ asks: ['notification'] });": "notification",
    "bridge.device({ location: [31.2] });": "Source has 1 element",
    "bridge.device({ screen: { wide: 1 } });": "wide",
    "bridge.device({ move: { compas: 90 } });": "compas",
    "bridge.device({ wifi: [{ password: 'x' }] });": "ssid",
}
"""Each with a word of what the compiler says of it."""


def install() -> None:
    """Get the compiler from npm, unless it is there."""
    HOME.mkdir(parents=True, exist_ok=True)
    (HOME / "package.json").write_text(json.dumps({"private": True, "dependencies": {"typescript": "5.9.3"}}))
    if not (HOME / "node_modules/typescript/package.json").is_file():
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=HOME, check=True, timeout=600)


def told_of(source: str) -> str:
    """What the compiler says of a test file."""
    (HOME / "a.test.ts").write_text(source)
    options = {"noEmit": True, "strict": True, "target": "es2020", "types": []}
    files = ["a.test.ts", write_types(HOME).name]
    (HOME / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": files}))
    done = subprocess.run(
        ["node", "node_modules/typescript/bin/tsc", "-p", "."], cwd=HOME, capture_output=True, text=True, timeout=300
    )
    return done.stdout + done.stderr


def main() -> None:
    install()
    told = told_of(TEST)
    if told:
        raise SystemExit(f"TypeScript does not take the types:\n{told}")
    missed = [mistake for mistake, word in MISTAKES.items() if word not in told_of(f"{mistake}\n")]
    if missed:
        raise SystemExit(f"TypeScript sees nothing wrong with: {' '.join(missed)}")
    print(f"the types for editors: fine, and they tell of {len(MISTAKES)} mistakes")


if __name__ == "__main__":
    main()
