"""multipart/form-data (RFC 7578) of some fields and one file."""

from __future__ import annotations

from collections.abc import Mapping

from bridge.jsapi.files import File

_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


def encode(boundary: str, fields: Mapping[str, str], name: str, file: File) -> bytes:
    """The body: the fields in order, the file last, under its own name."""
    parts = [_part(boundary, f'name="{_quoted(field)}"', "", text.encode()) for field, text in fields.items()]
    file_name = _quoted(file.path.rpartition("/")[2])
    kind = f"Content-Type: {file.media_type or 'application/octet-stream'}\r\n"
    parts.append(_part(boundary, f'name="{_quoted(name)}"; filename="{file_name}"', kind, file.content))
    return b"".join([*parts, f"--{boundary}--\r\n".encode()])


def _part(boundary: str, disposition: str, more: str, content: bytes) -> bytes:
    head = f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n{more}\r\n"
    return head.encode() + content + b"\r\n"


def _quoted(text: str) -> str:
    return text.translate(_ESCAPES)
