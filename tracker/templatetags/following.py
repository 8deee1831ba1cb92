"""What the head of every page says to who is signed in."""

from __future__ import annotations

from django import template
from django.contrib.auth.models import User
from django.template import Context
from django.utils.translation import gettext as _

from tracker.following.telling import MANY, count_unread

register = template.Library()


@register.simple_tag(takes_context=True)
def unread(context: Context) -> str:
    """How many notifications wait to be read; empty for none, and for who is not signed in."""
    user = getattr(context.get("request"), "user", None)
    if not isinstance(user, User):
        return ""
    number = count_unread(user)
    return _("more than %(number)d") % {"number": MANY} if number > MANY else str(number or "")
