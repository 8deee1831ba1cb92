"""``manage.py reindex``: the index of the search, made anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from tracker.search.indexing import rebuild


class Command(BaseCommand):
    help = "Make the index of the search anew from what is recorded; it may be run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and say how many entries it has."""
        self.stdout.write(f"The index has {rebuild()} entries.")
