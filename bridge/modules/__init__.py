"""Files to runnable functions: `sources` reads, `transform` rewrites, `graph` follows what they require."""

from bridge.modules.sources import parse_json, read_text, script

SHIMS = ("modules/modules.js",)

__all__ = ["SHIMS", "parse_json", "read_text", "script"]
