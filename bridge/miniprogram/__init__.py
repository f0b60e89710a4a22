"""A program on disk and running. The public `Runtime` and `MiniProgram` are put together here.

Import them from `bridge`; their modules are `runtime` and `program`.
"""
