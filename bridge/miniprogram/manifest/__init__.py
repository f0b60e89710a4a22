"""A program's files of settings: app.json, those of pages and components, and minibridge.json for the runner."""

from bridge.miniprogram.manifest.app_json import AppJson, SubPackage, TabBar, TabItem, Window
from bridge.miniprogram.manifest.folder import Manifest, read_model
from bridge.miniprogram.manifest.page_json import ComponentJson, PageJson
from bridge.miniprogram.manifest.project import ExtJson, MiniProjectJson
from bridge.miniprogram.manifest.run_file import (
    CallStep,
    Input,
    InputStep,
    NavigateStep,
    RunFile,
    ServerCommand,
    Step,
    TapStep,
    WaitStep,
)

__all__ = [
    "AppJson",
    "CallStep",
    "ComponentJson",
    "ExtJson",
    "Input",
    "InputStep",
    "Manifest",
    "MiniProjectJson",
    "NavigateStep",
    "PageJson",
    "RunFile",
    "ServerCommand",
    "Step",
    "SubPackage",
    "TabBar",
    "TabItem",
    "TapStep",
    "WaitStep",
    "Window",
    "read_model",
]
