"""Files to runnable functions: `files` finds and reads, `transform` rewrites, `graph` follows what they require."""

from bridge.modules.sources import parse_json, read_text, script

SHIMS = ("modules/modules.js",)
LAZY_SHIMS = ("modules/requiring.js",)

__all__ = ["LAZY_SHIMS", "SHIMS", "parse_json", "read_text", "script"]
