"""Cells of the matrix: thousands on a page, few of them different, so each is written once."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from negotiation.queries import Standing
from tracker.queries.matrix_rows import Cell, Row
from tracker.queries.signs import CONTRADICTION, REOPENED, sign_of_standing, words_beside
from tracker.templatetags.face import show_sign

register = template.Library()

_NOTE: Final = 90
_KEY: Final = object()


@register.simple_tag(takes_context=True)
def matrix_cells(context: Context, row: Row) -> SafeString:
    """The cells of a row, each a link to the entry behind it. What is written once is kept for
    the template that holds the rows, so these are not to be included one by one."""
    kept: Any = context.render_context
    written: dict[Hashable, Any] = kept.setdefault(_KEY, {})
    base = f"/documents/{context['page'].document.slug}/status/{row.id}/"
    return mark_safe("".join(_cell(cell, row, base, written) for cell in row.cells))  # noqa: S308 - each is escaped


def _cell(cell: Cell, row: Row, base: str, written: dict[Hashable, Any]) -> str:
    standing, at = cell.standing, cell.meeting.short_title
    if standing is None:
        key: Hashable = ("", at)
        if key not in written:
            said = format_html(
                '<td class="none" data-at="{}"><span class="vh">{}</span></td>', at, _("no entry")
            )
            written[key] = ("", said, "")
        return str(written[key][1])
    key = (at, row.is_leaf, cell.is_reopened, cell.besides, cell.under, *_told_of(standing))
    if key not in written:
        written[key] = (_opening(cell, standing), *_contents(cell, row, standing))
    opening, sign, words = written[key]
    return f'{opening}<a href="{base}{cell.meeting.slug}/">{sign}</a>{words}</td>'


def _told_of(standing: Standing) -> tuple[Hashable, ...]:
    """What a cell tells of a standing: not which decision it is."""
    if standing.carried_from:
        return (standing.shown, standing.code, "carried")
    return (
        standing.shown,
        standing.code,
        standing.origin,
        standing.condition,
        standing.note,
        standing.beside,
        standing.contradictions,
    )


def _opening(cell: Cell, standing: Standing) -> SafeString:
    kind = "kept" if standing.carried_from else "roll" if standing.origin == "rollup" else ""
    attribute = format_html(' class="{}"', kind) if kind else ""
    return format_html('<td{} data-at="{}">', attribute, cell.meeting.short_title)


def _contents(cell: Cell, row: Row, standing: Standing) -> tuple[SafeString, SafeString]:
    """The sign, and what stands under it; of what is only carried on the sign alone."""
    sign = show_sign(sign_of_standing(standing))
    if standing.carried_from:
        return format_html('<span class="carried">{}</span>', sign), mark_safe("")
    marks = format_html('<span class="contra">{}</span>', show_sign(REOPENED))
    reasons = ((one,) for one in _said(cell, row, standing))
    said = format_html_join("", '<span class="cond">{}</span>', reasons)
    told = format_html_join(
        "",
        '<span class="contra">{}</span><span class="cond"><bdi>{}</bdi></span>',
        ((show_sign(CONTRADICTION), one) for one in standing.contradictions),
    )
    return sign, format_html("{}{}{}", marks if cell.is_reopened else "", said, told)


def _said(cell: Cell, row: Row, standing: Standing) -> list[object]:
    """Why it stands so, a short line each."""
    said: list[object] = []
    if cell.under and cell.under.total:
        counts = {"agreed": cell.under.agreed, "total": cell.under.total}
        said.append(_("%(agreed)s of %(total)s agreed") % counts)
    if cell.besides:
        said.append(cell.besides)
    for word in words_beside(standing):
        said.append(word if row.is_leaf else _("under it: %(word)s") % {"word": word})
    if standing.origin == "cover":
        return [*said, _("with its chapter")]
    if standing.condition:
        said.append(_as_written(standing.condition))
    origins = {"excepted": _("excepted"), "text": _("from the text"), "rollup": _("rolled up")}
    if standing.origin in origins:
        said.append(origins[standing.origin])
    if standing.note:
        said.append(_as_written(Truncator(standing.note).chars(_NOTE)))
    return said


def _as_written(words: str) -> SafeString:
    """Words of the record, in their own direction whatever the page speaks."""
    return format_html("<bdi>{}</bdi>", words)
