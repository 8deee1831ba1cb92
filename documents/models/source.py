"""The bytes of a file, and a stretch of it."""

from __future__ import annotations

from django.db import models

#: The encoding of a file that is no text: only what was read from it can be printed.
BINARY = "binary"


class Source(models.Model):
    """A file as it was received, byte for byte, or the text that was read from one.
    Append-only."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    encoding = models.CharField(max_length=20, default="utf-8")
    media_type = models.CharField(max_length=100, default="text/plain")

    def __str__(self) -> str:
        return self.name

    @property
    def text(self) -> str:
        """The file as text; line ends as they are. A binary file has none of its own."""
        if self.encoding == BINARY:
            return ""
        return bytes(self.content).decode(self.encoding)


class Passage(models.Model):
    """A stretch of a source, in code points; ``end`` is exclusive. Append-only."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="passage_is_not_empty"
            ),
            models.UniqueConstraint(
                fields=["source", "start", "end"], name="passage_is_recorded_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.name} {self.start}–{self.end}"

    @property
    def text(self) -> str:
        """The words of the passage as printed."""
        return self.source.text[self.start : self.end]
