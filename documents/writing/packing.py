"""Zip files that are the same bytes for the same content."""

from __future__ import annotations

import io
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

#: The first day a zip file can name: no time of writing makes two files differ.
_DAY = (1980, 1, 1, 0, 0, 0)


class Package:
    """A zip file in memory, written part by part."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        self._zip = ZipFile(self._bytes, "w", ZIP_DEFLATED)

    def add(self, name: str, pieces: Iterable[str] | str, *, is_stored: bool = False) -> None:
        """A part; its pieces are never all in memory at once."""
        part = ZipInfo(name, _DAY)
        part.compress_type = ZIP_STORED if is_stored else ZIP_DEFLATED
        if isinstance(pieces, str):
            self._zip.writestr(part, pieces)
            return
        with self._zip.open(part, "w") as opened:
            for piece in pieces:
                opened.write(piece.encode())

    def close(self) -> bytes:
        """The file."""
        self._zip.close()
        return self._bytes.getvalue()
