"""What the templates of the desk ask for."""

from __future__ import annotations

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from documents.models import Edit

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


@register.filter
def operation_name(operation: str) -> str:
    """What the record calls an act."""
    return str(Edit.Operation(operation).label)
