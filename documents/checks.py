"""What a running installation should be told about its database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004

from documents.freezing import missing_guards


@register(Tags.database)
def report_missing_guards(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **kwargs: Any,
) -> list[CheckMessage]:
    """One warning per guard that is not in place. No error: an error would keep ``migrate``,
    which puts them back, from running."""
    return [
        Warning(
            f"The database does not refuse what “{name}” should refuse.",
            hint="Run “manage.py migrate”: it puts the guards back.",
            id="documents.W001",
        )
        for using in databases or ()
        for name in missing_guards(using)
    ]
