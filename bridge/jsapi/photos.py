"""The photo album of the phone: what programs choose from, and save to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bridge.errors import UsageError
from bridge.jsapi.context import Services
from bridge.jsapi.films import Film, UnknownFilm, made_up, measure_film
from bridge.jsapi.parts import Part, part
from bridge.jsapi.pictures import UnknownPicture, measure


class Photo(NamedTuple):
    """A picture, or a film if `film` is there. `kind` is the extension; `code`: what a scanner reads in it."""

    content: bytes
    kind: str
    film: Film | None = None
    code: str = ""

    @property
    def media_type(self) -> str:
        """Such as image/png."""
        return f"{'video' if self.film else 'image'}/{self.kind}"


class Photos(Part):
    """`rt.device.photos.add("shop.png")`: pictures and films as they came; the newest is chosen first."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._all: list[Photo] = []

    def __iter__(self) -> Iterator[Photo]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @property
    def pictures(self) -> list[Photo]:
        """Newest first."""
        return [photo for photo in reversed(self._all) if photo.film is None]

    @property
    def films(self) -> list[Photo]:
        """Newest first."""
        return [photo for photo in reversed(self._all) if photo.film is not None]

    def add(self, photo: bytes | str | Path, *, code: str = "") -> None:
        """Put in a picture (PNG, GIF, JPEG, WebP) or a film (MP4): its bytes, or the path of its file on this machine.

        `code` is what `my.scan` reads in it. Raises `UsageError` for a file that cannot be read, or is neither.
        """
        read = photo_of(photo if isinstance(photo, bytes) else _read(Path(photo)))
        if read is None:
            raise UsageError("that is no photo: give a PNG, GIF, JPEG or WebP picture, or an MP4 film")
        self._all.append(read._replace(code=code))

    def add_film(self, *, width: int = 1280, height: int = 720, duration: float = 10, fps: float = 30) -> None:
        """Put in a film that shows nothing, of so many pixels, seconds and frames a second."""
        film = Film(width, height, duration, round(duration * fps))
        self._all.append(Photo(made_up(film), "mp4", film))

    def keep(self, photo: Photo) -> None:
        """Put in what a program saves."""
        self._all.append(photo)


def photos_of(services: Services) -> Photos:
    """The album of the program's phone."""
    photos: Photos = part(services, "photos")
    return photos


def photo_of(content: bytes) -> Photo | None:
    """What `content` shows, if it is a picture or a film of a known kind."""
    try:
        return Photo(content, measure(content).kind)
    except UnknownPicture:
        pass
    try:
        return Photo(content, "mp4", measure_film(content))
    except UnknownFilm:
        return None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
