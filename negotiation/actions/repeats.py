"""What is said again under a number that is taken."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model

from negotiation.policies import Refused


def check_repeat(row: Model, said: Mapping[str, object], sentence: str) -> None:
    """Go on only if the row that has the number says just that.

    :raises Refused: with the sentence, when it says something else, which would be lost.
    """
    if any(getattr(row, field) != value for field, value in said.items()):
        raise Refused(sentence)
