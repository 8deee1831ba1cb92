"""A person makes, sees and revokes tokens for their programs."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tracker.models import Token
from tracker.pages.signed_in import signed_in
from tracker.queries.places import Place
from tracker.tokens import DAYS, make_token, revoke_token, tokens_of


class TokenForm(forms.Form):
    """What a token is for, what it may do, and for how long."""

    name = forms.CharField(
        max_length=80, error_messages={"required": gettext_lazy("Say what it is for.")}
    )
    scopes = forms.MultipleChoiceField(
        choices=Token.Scope.choices,
        initial=[Token.Scope.READ],
        error_messages={"required": gettext_lazy("Choose what it may do.")},
    )
    days = forms.TypedChoiceField(
        choices=[(days, days) for days in DAYS], coerce=int, initial=DAYS[2]
    )


@dataclass(frozen=True, slots=True)
class TokenPage:
    """The tokens of a person; ``secret`` is that of ``made``, shown this once."""

    path: tuple[Place, ...]
    tokens: tuple[Token, ...]
    form: TokenForm
    scopes: tuple[tuple[str, str, bool], ...]
    days: tuple[tuple[int, str, bool], ...]
    made: Token | None
    secret: str


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of who is signed in; a POST makes one and shows its secret."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    made, secret = None, ""
    if form.is_bound and form.is_valid():
        made, secret = make_token(signed_in(request), **form.cleaned_data)
        form = TokenForm()
    page = _page(request, form, made, secret)
    is_refused = form.is_bound and not form.is_valid()
    return render(request, "account/tokens.html", {"page": page}, status=400 if is_refused else 200)


@login_required
@require_POST
def revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make a token open nothing from now on."""
    if not revoke_token(signed_in(request), public_id):
        raise Http404(_("There is no token “%(name)s”.") % {"name": public_id})
    messages.success(request, _("Revoked. Nothing opens with this token any longer."))
    return HttpResponseRedirect("/account/tokens/")


def _page(request: HttpRequest, form: TokenForm, made: Token | None, secret: str) -> TokenPage:
    chosen = form["scopes"].value() or []
    days = str(form["days"].value() or "")
    return TokenPage(
        path=(Place(_("Tokens")),),
        tokens=tuple(tokens_of(signed_in(request))),
        form=form,
        scopes=tuple((one.value, str(one.label), one.value in chosen) for one in Token.Scope),
        days=tuple((one, _in_days(one), str(one) == days) for one in DAYS),
        made=made,
        secret=secret,
    )


def _in_days(days: int) -> str:
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}
