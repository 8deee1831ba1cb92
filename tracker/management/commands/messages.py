"""``manage.py messages``: the catalogues, brought up to what the sources say."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import makemessages
from django.utils.translation import to_locale

#: Rooms whose sentences nobody but a developer reads, and what is no source.
_ELSEWHERE: Final = ("tests", "docs", "assets", "static", "staticfiles", "var", "build")
#: The language in which the sources are written, and so translated already.
_OWN: Final = "en"
# It would change with every run, and so every catalogue would, whatever was said.
_DATED = re.compile(r'^"(?:POT-Creation-Date|Report-Msgid-Bugs-To): .*"\n', re.MULTILINE)


class Command(makemessages.Command):
    help = (
        "Bring the catalogues in locale/ up to what the sources say: new sentences come in "
        "untranslated, gone ones go, none is guessed. Then compile them. Needs GNU gettext."
    )
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def add_arguments(self, parser: Any) -> None:
        """It is always the same: there is nothing to ask for."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the catalogues of all languages, the .mo files beside them."""
        locales = [to_locale(code) for code, _name in settings.LANGUAGES]
        super().handle(
            locale=locales,
            exclude=[],
            domain="django",
            all=False,
            extensions=["html", "py"],
            symlinks=False,
            ignore_patterns=[f"{name}/*" for name in _ELSEWHERE],
            use_default_ignore_patterns=True,
            no_wrap=False,
            no_location=False,
            add_location="file",
            no_obsolete=True,
            keep_pot=False,
            verbosity=0,
        )
        call_command("compilemessages", locale=locales, ignore_patterns=[".venv"], verbosity=0)

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Write the catalogue of one language; that of the sources' own translates itself."""
        super().write_po_file(potfile, locale)
        catalogue = Path(potfile).parent / locale / "LC_MESSAGES" / "django.po"
        if locale == _OWN:
            subprocess.run(["msgen", "-o", catalogue, catalogue], check=True)  # noqa: S603, S607
        said = catalogue.read_text(encoding="utf-8")
        catalogue.write_text(_DATED.sub("", said), encoding="utf-8")
