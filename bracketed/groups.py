"""Which wordings compete."""

from __future__ import annotations

from collections.abc import Sequence

from bracketed.model import Bracket, Group


def find_groups(text: str, brackets: Sequence[Bracket]) -> tuple[Group, ...]:
    """The groups among ``brackets`` (in order of their start), in order of their start."""
    return ()
