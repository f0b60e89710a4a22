"""QuickJS, its limits and its positions. The only importer of `quickjs`."""

from bridge.engine.engine import Engine, is_crowded
from bridge.engine.limits import LimitReached, Limits
from bridge.engine.shims import Shims, packed

__all__ = ["Engine", "LimitReached", "Limits", "Shims", "is_crowded", "packed"]
