"""The language in which a person is mailed."""

from __future__ import annotations

from django.contrib.auth.models import User

from tracker.models import Following


def speak_to(person: User, code: str) -> None:
    """Mail the person in this language from now on."""
    Following.objects.update_or_create(person=person, defaults={"language": code})
