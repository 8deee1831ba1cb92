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
    return static("built/editor.js") if finders.find("built/editor.js") else ""


@register.filter
def operation_name(operation: str) -> str:
    """What the record calls an act."""
    return str(Edit.Operation(operation).label)
