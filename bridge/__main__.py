"""`python -m bridge` is the command `minibridge`."""

from bridge.cli.main import entry

if __name__ == "__main__":
    raise SystemExit(entry())
