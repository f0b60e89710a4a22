"""QuickJS, its limits and its positions. The only importer of `quickjs`."""

from bridge.engine.engine import Engine
from bridge.engine.limits import LimitReached, Limits
from bridge.engine.shims import Shims

__all__ = ["Engine", "LimitReached", "Limits", "Shims"]
