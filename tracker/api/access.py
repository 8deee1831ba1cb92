"""Who asks: a person's browser, a person's program with a token, or anybody."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from tracker.models import Token
from tracker.tokens import find_token


class BearerAuthentication(BaseAuthentication):
    """``Authorization: Bearer …`` (RFC 6750)."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        """The person and the token; None where no token is shown.

        :raises AuthenticationFailed: for one that opens nothing."""
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = find_token(secret.strip())
        if token is None:
            raise AuthenticationFailed(_("This token is not known here."))
        if not token.is_good:
            raise AuthenticationFailed(_why_not(token))
        return token.person, token

    def authenticate_header(self, request: Request) -> str:
        """What to show, and what was wrong with what was shown."""
        wrong = ', error="invalid_token"' if "Authorization" in request.headers else ""
        return f'Bearer realm="api"{wrong}'


class WithinScopes(BasePermission):
    """A token does only what it was made for; what its person may do is asked beyond that."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """:raises PermissionDenied: naming the scope that is missing."""
        token = request.auth
        if not isinstance(token, Token) or not hasattr(view, "scope_for"):
            return True
        scope: Token.Scope = view.scope_for(request.method)
        if scope.value in token.scopes:
            return True
        refusal = PermissionDenied(
            _("This token is not good for that: it takes one with the scope “%(name)s”.")
            % {"name": scope.value}
        )
        refusal.auth_header = (  # type: ignore[attr-defined]
            f'Bearer realm="api", error="insufficient_scope", scope="{scope.value}"'
        )
        raise refusal


def _why_not(token: Token) -> str:
    if token.revoked_at is not None:
        return _("This token was revoked.")
    if token.is_expired:
        return _("This token expired on %(name)s.") % {"name": token.expires_at.date().isoformat()}
    return _("The person of this token has no account any longer.")
