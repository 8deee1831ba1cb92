"""What templates say about statuses, words and places."""

from __future__ import annotations

import json
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from django import template
from django.template.context import Context
from django.utils.formats import date_format, get_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from documents.models import Draft
from documents.queries import ProblemView
from negotiation.models import Meeting
from negotiation.queries import Standing
from tracker.queries.as_of import AsOf
from tracker.queries.document import DocumentPage
from tracker.queries.labels import rival_label
from tracker.queries.reading import Shown, write_shown
from tracker.queries.signs import (
    CONTRADICTION,
    LEGEND,
    REOPENED,
    Sign,
    Words,
    sign_of,
    sign_of_standing,
    speak_as,
    words_beside,
)
from tracker.queries.text import Line
from tracker.queries.written import is_rtl, written

register = template.Library()

_SHEETS: Final = (
    *("tokens", "ground", "strip", "masthead", "rail", "notice", "status", "brackets"),
    *("changes", "sheet", "outline", "alternatives", "facets", "matrix", "comparison"),
    *("outstanding", "pictures", "chart", "home", "record", "forms", "imports", "dialog", "search"),
    *("desk", "following", "lineage", "notes", "resolve", "rtl"),
)
_NAMED: Final = {"contradiction": CONTRADICTION, "reopened": REOPENED}
_AROUND: Final = 18


@register.simple_tag
def style_sheets() -> tuple[str, ...]:
    """The style sheets of every page, in the order in which they build on each other."""
    return tuple(f"css/{name}.css" for name in _SHEETS)


@register.simple_tag(takes_context=True)
def process_signs(context: Context) -> SafeString:
    """From here on statuses have the words of the page's process; its colours are linked."""
    page = context.get("page")
    process = getattr(page, "process", None) or getattr(
        getattr(page, "view", None), "process", None
    )
    speak_as(process)
    if not process or not process.colours:
        return mark_safe("")
    return format_html('<link rel="stylesheet" href="/processes/{}/signs.css">', process.slug)


@register.simple_tag
def sign(code: str) -> SafeString:
    """A status: its shape and its word."""
    return show_sign(_NAMED.get(code) or sign_of(code))


def show_sign(shown: Sign) -> SafeString:
    """A sign as every page writes it."""
    return format_html(
        '<span class="st st-{}"><span class="g" aria-hidden="true">{}</span>{}</span>',
        shown.shape,
        shown.glyph,
        shown.word,
    )


@register.filter
def standing_sign(standing: Standing) -> SafeString:
    """What holds for a provision: its shape and its word."""
    return show_sign(sign_of_standing(standing))


@register.filter
def beside(standing: Standing) -> tuple[Words, ...]:
    """The words that stand beside it."""
    return words_beside(standing)


@register.filter
def as_sign(shown: Sign) -> SafeString:
    """A sign of the legend."""
    return show_sign(shown)


@register.simple_tag
def words(line: Line) -> SafeString:
    """The words of a provision with all their marks."""
    return write_shown(Shown(line.provision.words, line.edges, line.marked), line.hidden)


@register.simple_tag
def plain_words(text: str) -> SafeString:
    """Words that stand in no draft, with their own brackets."""
    return written(text)


@register.simple_tag(takes_context=True)
def heading(context: Context, line: Line) -> SafeString:
    """The heading of a part of a text at its level; without words of its own it is called
    after whose it is."""
    name = "" if without_marks(line.provision.heading) else line.provision.attribution
    said = spoken(context)
    return format_html("<h{0}{3}>{1}{2}</h{0}>", line.level, words(line), name, said)


@register.simple_tag(takes_context=True)
def spoken(context: Context, draft: Draft | None = None) -> SafeString:
    """The attributes of an element with the words of a draft, without one of that of the page:
    their language and direction, where the page speaks another."""
    draft = draft or context.get("draft") or getattr(context.get("page"), "draft", None)
    if draft is None or draft.language == get_language():
        return mark_safe("")
    direction = "rtl" if is_rtl(draft.language) else "ltr"
    return format_html(' lang="{}" dir="{}"', draft.language, direction)


@register.filter
def without_marks(text: str) -> str:
    """A heading where there is no room for its brackets."""
    return text.replace("[", "").replace("]", "").strip()


@register.filter
def line_name(line: Line) -> str:
    """What to call a provision in a list of links."""
    provision = line.provision
    if provision.heading:
        return f"{line.label} {without_marks(provision.heading)}".strip()
    start = " ".join(without_marks(provision.text).split()[:5])
    return f"{line.label} {start}…".strip()


@register.simple_tag
def alternative_label(line: Line, place: int) -> SafeString:
    """The label in the margin of a wording that competes, or is to be added."""
    name, printed = rival_label(line.provision.role, line.provision.label, place)
    return format_html("{}<small>{}</small>" if printed else "{}", name, printed)


@register.filter
def spelled(labels: str) -> SafeString:
    """Labels of a comparison, where the abbreviation for a chapeau says what it is."""
    chapeau = format_html('<abbr title="{}">{}</abbr>', _("Chapeau"), _("Ch."))
    shown = ((chapeau if one == _("Ch.") else one,) for one in labels.split(", "))
    return format_html_join(", ", "{}", shown)


@register.simple_tag
def problem_place(problem: ProblemView, text: str) -> SafeString:
    """The doubtful words, with a few around a single mark."""
    start, end = problem.start, problem.end
    if end - start > 2:
        return format_html('<q dir="auto"><span class="lost">{}</span></q>', text[start:end])
    before = text[max(0, start - _AROUND) : start].rsplit(" ", maxsplit=1)[-1]
    after = text[end : end + _AROUND].split(" ", maxsplit=1)[0]
    return format_html(
        '<q dir="auto">{}<b class="mk loose">{}</b>{}</q>', before, text[start:end], after
    )


@register.filter
def as_day(said: AsOf) -> SafeString:
    """The day up to which the statuses on a page hold."""
    if said.day is None:
        return format_html("{}", _("not said"))
    shown, note = date_format(said.day, "DATE_FORMAT"), f", {said.note}" if said.note else ""
    return format_html('<time datetime="{}">{}</time>{}', said.day.isoformat(), shown, note)


@register.filter
def as_of_words(said: AsOf) -> str:
    """The running head of a print: until when the statuses hold."""
    if said.day is None:
        return ""
    day = date_format(said.day, "DATE_FORMAT")
    if said.note:
        return _("Status as of %(day)s, %(note)s") % {"day": day, "note": said.note}
    return _("Status as of %(day)s") % {"day": day}


@register.simple_tag(takes_context=True)
def here(context: Context) -> str:
    """The address to come back to: of the page, or of the one with the form that was answered by
    this one."""
    request = context["request"]
    if request.method in {"GET", "HEAD"}:
        return str(request.get_full_path())
    came_from = urlsplit(request.headers.get("referer", ""))
    if came_from.netloc != request.get_host():
        return "/"
    return urlunsplit(("", "", came_from.path, came_from.query, "")) or "/"


@register.filter
def css_string(text: str) -> str:
    """Text as a string of a style sheet, whatever stands in it."""
    safe = "".join(c if c.isprintable() and c not in '\\"<>' else " " for c in text)
    return json.dumps(safe, ensure_ascii=False)


@register.filter
def moment_query(page: DocumentPage) -> str:
    """The query that brings other views of a document to the same moment."""
    query = f"?draft={page.draft.public_id}"
    return f"{query}&meeting={page.meeting.slug}" if page.meeting else query


@register.simple_tag
def legend() -> tuple[Sign, ...]:
    """The signs there are, from agreed to unread."""
    return LEGEND


@register.simple_tag
def meeting_days(meeting: Meeting) -> str:
    """The days of a meeting, no month or year said twice."""
    first, last = meeting.starts_on, meeting.ends_on
    whole, short = "SHORT_DATE_FORMAT", "MONTH_DAY_FORMAT"
    if first == last:
        return date_format(last, whole)
    if first.year != last.year:
        return f"{date_format(first, whole)} – {date_format(last, whole)}"
    if get_format(whole).startswith("Y"):
        return f"{date_format(first, whole)} – {date_format(last, short)}"
    if first.month != last.month:
        return f"{date_format(first, short)} – {date_format(last, whole)}"
    return f"{first.day}–{date_format(last, whole)}"


@register.filter
def split(names: str) -> list[str]:
    """Names with spaces between them, one by one."""
    return names.split()


@register.simple_tag
def draft_day(draft: Draft) -> SafeString:
    """The day of a draft, as exactly as it is known."""
    day = draft.issued_on or draft.as_of
    if day is None:
        return format_html("{}", draft.issued_as or _("undated"))
    shown = date_format(day, "DATE_FORMAT")
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), shown)


@register.filter
def unlocalized(number: float) -> str:
    """A number as drawings want it, whatever the language of the page."""
    return f"{number:.2f}"
