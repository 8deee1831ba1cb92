"""Who is signed in, behind a login."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest


def signed_in(request: HttpRequest) -> User:
    """Whoever is signed in.

    :raises Http404: for somebody without an account, whom the login keeps out."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
