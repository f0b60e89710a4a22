"""Files to runnable functions: read, transform, and follow what they require."""

from bridge.modules.graph import Graph, parse_json
from bridge.modules.sources import read_text, script

SHIMS = ("modules/modules.js",)

__all__ = ["SHIMS", "Graph", "parse_json", "read_text", "script"]
