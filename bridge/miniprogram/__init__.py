"""A program on disk and running, and the public `Runtime` and `MiniProgram`."""
