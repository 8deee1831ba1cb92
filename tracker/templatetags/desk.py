"""What the templates of the desk ask for."""

from __future__ import annotations

from django import template
from django.contrib.staticfiles import finders
from django.template import Context
from django.templatetags.static import static

from documents.models import Document, Edit
from negotiation.models import Member
from negotiation.policies import Act, is_superuser, roles_that_may

register = template.Library()


@register.simple_tag
def built_editor() -> str:
    """The address of the bundled editor; empty where it was not built, and the plain field
    does."""
    if not finders.find("built/editor.js"):
        return ""
    try:
        return static("built/editor.js")
    except ValueError:  # built after the static files were collected
        return ""


@register.simple_tag(takes_context=True)
def may_sit(context: Context, document: Document) -> bool:
    """Whether the reader may sit at the desk of a document. One query for who is signed in."""
    user = context["request"].user
    if not user.is_authenticated:
        return False
    roles = {*roles_that_may(Act.EDIT), *roles_that_may(Act.DECIDE)}
    mandated = Member.objects.filter(process__mandates__document=document, user=user)
    return is_superuser(user) or mandated.filter(role__in=roles).exists()


@register.filter
def operation_name(operation: str) -> str:
    """What the record calls an act."""
    return str(Edit.Operation(operation).label)
