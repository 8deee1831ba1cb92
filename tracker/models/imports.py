"""A file that somebody sent and nobody has brought in yet."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from documents.models import Document
from documents.public_ids import new_public_id


class Upload(models.Model):
    """A file under review, with the answers given so far. It says nothing of any text: when it
    is brought in its bytes become a source, and this row goes; so it does when it is dropped.

    ``answers``: what :class:`tracker.queries.imports_answers.Answers` keeps."""

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    answers: models.JSONField[Any, Any] = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.name
