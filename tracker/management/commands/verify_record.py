"""``manage.py verify_record``: whether anything was changed behind the program's back."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from negotiation.models import Event
from negotiation.queries import check_record


class Command(BaseCommand):
    help = "Check the chain of events, what it vouches for, and what is frozen."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        """Say each thing that is not as it was written.

        :raises CommandError: when there is any, which ends with code 1.
        """
        number = 0
        for finding in check_record():
            number += 1
            self.stdout.write(str(finding))
        if number:
            raise CommandError(f"The record was changed: {number} findings.")
        if verbosity:
            self.stdout.write(f"The record is whole: {Event.objects.count()} events checked.")
