"""A program's files of settings: app.json, those of pages and components, and minibridge.json for the runner.

`Manifest` reads them; their models, a file each beside it, are loaded when it does.
"""

from bridge.miniprogram.manifest.folder import Manifest, read_model

__all__ = ["Manifest", "read_model"]
