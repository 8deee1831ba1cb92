"""``manage.py load_corpus``: what a manifest says, written once."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.catching_up import catch_up
from tracker.corpus.load import Loaded, load_corpus
from tracker.corpus.refusals import BadManifest

MANIFEST = Path(settings.BASE_DIR) / "fixtures" / "wsis10.toml"


class Command(BaseCommand):
    help = "Load a process from its manifest; what is there already is left as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the manifest."""
        parser.add_argument(
            "--manifest", type=Path, default=MANIFEST, help="a TOML file (default: %(default)s)"
        )

    def handle(self, *args: Any, manifest: Path, verbosity: int, **options: Any) -> None:
        """Load it and say what was written.

        :raises CommandError: with what is wrong; nothing is written then.
        """
        try:
            loaded = load_corpus(manifest)
        except BadManifest as error:
            raise CommandError(str(error)) from error
        # no worker need be there for what is loaded to be found
        catch_up("search", loaded.process.pk)
        if verbosity:
            self.stdout.write(summary(loaded))


def summary(loaded: Loaded) -> str:
    """One sentence for the person who typed the command."""
    if not loaded.written:
        return f"{loaded.process.title}: everything is there already; nothing was written."
    rows = ", ".join(f"{number} {name}" for name, number in loaded.written)
    return f"{loaded.process.title}: wrote {rows}."
