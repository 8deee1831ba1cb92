"""Pictures that stand on pages of another room."""

from __future__ import annotations

from django import template
from django.template.context import Context

from tracker.queries.standing_picture import StandingPicture, standing_picture

register = template.Library()


@register.simple_tag(takes_context=True)
def standing_of(context: Context) -> StandingPicture | None:
    """How far the document of the page is, at the meeting of the page."""
    page = context["page"]
    return standing_picture(page.document, page.meeting, context["request"].user)
