"""The text of a moment in a form, with all that a file says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bracketed import parse_wording
from bracketed.model import Role
from documents.models import Document, Draft
from documents.queries import DraftView, ProvisionView, SpanView
from documents.writing.model import Consolidated, Head, Row, Status
from negotiation.codes import Shown
from negotiation.queries import (
    Standing,
    later_draft_known,
    meeting_of,
    standings,
    visible_decisions,
)
from tracker.exports.forms import FORMS, heading_in_form, in_form, left_out, takes_the_first
from tracker.queries.as_of import AsOf, as_of
from tracker.queries.labels import shown_label
from tracker.queries.moment import Moment, Reader, view_of_moment
from tracker.queries.signs import sign_of_standing
from tracker.queries.text import Line, lines_of
from tracker.queries.written import is_rtl


def consolidated(moment: Moment, form: str, user: Reader, *, provision: str = "") -> Consolidated:
    """The text in one of the :data:`FORMS`, whole or only what stands at and under a
    ``provision`` (public id, which must be in the draft). In a constant number of queries.

    :raises KeyError: where the draft has no such provision."""
    view = view_of_moment(moment)
    found = standings(view, moment.meeting, user, moment.time)
    asked = _under(view, provision)
    shape = "bracketed" if form == "source" and is_unprinted(moment) else form
    where = _where_decided(moment.document, user)
    rows = (row for row in _rows(view, found, shape, where) if row.provision.id in asked)
    spans = (span for span in view.spans if _is_asked(span, asked))
    problems = (problem for problem in view.problems if problem.provision in asked)
    in_brackets = _has_all_words(form)
    return Consolidated(
        head=head_of(moment, form, user, _scope(view, provision)),
        rows=tuple(_side_by_side(rows) if form == "alternatives" else rows),
        spans=tuple(spans) if in_brackets else (),
        problems=tuple(problems) if in_brackets else (),
    )


def is_unprinted(moment: Moment) -> bool:
    """Whether the text was being written at the moment, and had no print of its own."""
    return moment.edit is not None or moment.draft.state == Draft.State.ROLLING


def head_of(moment: Moment, form: str, user: Reader, scope: str = "") -> Head:
    """What stands over a text; three queries."""
    draft, day = moment.draft, as_of(moment)
    home, later = meeting_of(draft), later_draft_known(draft, user)
    known = day.day or draft.issued_on
    return Head(
        document=moment.document.title,
        slug=moment.document.slug,
        draft=draft.public_id,
        draft_title=draft.title,
        symbol=draft.symbol,
        issued_on=draft.issued_on.isoformat() if draft.issued_on else None,
        draft_meeting=home.slug if home else None,
        meeting=moment.meeting.slug if moment.meeting else None,
        as_of_day=day.day.isoformat() if day.day else None,
        as_of=_said_as_of(draft, day, moment.edit),
        day=known.isoformat() if known else None,
        form=form,
        form_name=str(FORMS[form]),
        scope=scope,
        later=later.public_id if later else None,
        warning=_("A later text exists: %(draft)s.") % {"draft": later} if later else "",
        record=draft.record,
        language=draft.language,
        direction="rtl" if is_rtl(draft.language) else "ltr",
        address=f"{settings.PUBLIC_URL}/documents/{moment.document.slug}/?draft={draft.public_id}",
        edit=moment.edit,
    )


def _said_as_of(draft: Draft, holds: AsOf, edit: int | None) -> str:
    if holds.day:
        said = " ".join(
            part for part in (date_format(holds.day, "DATE_FORMAT"), holds.note) if part
        )
        if edit is not None:
            told = {"day": said, "number": edit}
            return _("Text and status as of %(day)s, edit %(number)d") % told
        return _("Status as of %(day)s") % {"day": said}
    if draft.issued_on:
        return _("Issued on %(day)s") % {"day": date_format(draft.issued_on, "DATE_FORMAT")}
    return _("Issued: %(day)s") % {"day": draft.issued_as} if draft.issued_as else ""


def _where_decided(document: Document, user: Reader) -> dict[int, str]:
    """The meeting and the day of each decision that the reader may see; one query."""
    rows = visible_decisions(user).filter(provision__document=document)
    return {
        pk: _("%(meeting)s, %(day)s") % {"meeting": meeting, "day": date_format(day, "DATE_FORMAT")}
        if meeting
        else date_format(day, "DATE_FORMAT")
        for pk, meeting, day in rows.values_list("pk", "meeting__short_title", "taken_on")
    }


def _rows(
    view: DraftView, found: dict[str, Standing], form: str, where: Mapping[int, str]
) -> Iterator[Row]:
    """One row for each provision of the draft, in reading order."""
    lines = {
        one.provision.id: one
        for line in lines_of(view, found, {}, {})
        for one in (line, *line.alternatives)
    }
    out = left_out(view, form)
    for provision in view.provisions:
        yield _row(view, lines[provision.id], form, where, is_out=provision.id in out)


def _row(view: DraftView, line: Line, form: str, where: Mapping[int, str], *, is_out: bool) -> Row:
    provision = line.provision
    text, heading = in_form(view, provision, form), heading_in_form(provision, form)
    name = provision.number or provision.label
    edges = line.edges if _has_all_words(form) else ()
    return Row(
        provision=provision,
        level=line.level,
        indent=line.indent,
        label="" if form == "source" else _label(provision),
        heading=heading,
        text=text,
        is_printed=bool(text or heading or (_has_all_words(form) and name)) and not is_out,
        edges=tuple((edge.at, edge.depth) for edge in edges),
        status=status_of(line.standing, where) if line.standing else None,
        notes=(*line.reasons, *_competing(text, form)),
        remark=_("first of several alternatives") if takes_the_first(view, provision, form) else "",
    )


def _has_all_words(form: str) -> bool:
    """Whether a form leaves nothing out, so that brackets are where they are in the text, and
    of a provision whose words are not held the label stands."""
    return form in ("bracketed", "alternatives")


def _label(provision: ProvisionView) -> str:
    """The number of reading order, else the printed label; none where the heading says the
    same. An alternative keeps its label: its number would read as that of a paragraph."""
    if provision.role is not Role.TEXT:
        return provision.label
    shown = shown_label(
        code=provision.code,
        number=provision.number,
        label=provision.label,
        heading=provision.heading,
        text=provision.text,
    )
    return (provision.number or provision.label) if shown else ""


def status_of(standing: Standing, where: Mapping[int, str]) -> Status:
    """How a standing is shown. What is only rolled up was not itself agreed: it has no code
    then, and ``rollup`` says what is lowest under it. ``where`` tells of each decision at which
    meeting, and when, it was taken."""
    is_rollup = standing.origin == "rollup"
    sign = sign_of_standing(standing)
    return Status(
        shown=str(standing.shown),
        code=None if is_rollup and standing.shown is Shown.AGREED else str(standing.code),
        rollup=str(standing.code) if is_rollup else None,
        word=str(sign.word),
        glyph=sign.glyph,
        shape=sign.shape,
        where=where.get(standing.decision_id, "") if standing.decision_id else "",
    )


def _competing(text: str, form: str) -> Iterator[str]:
    """The wordings that compete inside one paragraph, where they are asked for."""
    if form != "alternatives" or not text:
        return
    for group in parse_wording(text).groups:
        words = (text[one.start : one.end].strip() for one in group.alternatives)
        yield _("Alternatives: %(words)s") % {"words": " | ".join(words)}


def _side_by_side(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows with those that compete for a place beside it, where nothing stands under
    them; such a rival is printed there and not in the flow."""
    held = list(rows)
    parents = {row.provision.parent for row in held}
    rivals: dict[str, list[Row]] = {}
    for row in held:
        one = row.provision
        if one.role is not Role.TEXT and one.parent and one.id not in parents and row.is_printed:
            rivals.setdefault(one.parent, []).append(row)
    beside = {row.provision.id for found in rivals.values() for row in found}
    present = {row.provision.id for row in held}
    for row in held:
        one = row.provision
        if one.id in rivals:
            yield replace(row, is_printed=True, rivals=tuple(rivals[one.id]))
        elif one.id in beside and one.parent in present:
            yield replace(row, is_printed=False)
        else:
            yield row


def _under(view: DraftView, provision: str) -> frozenset[str]:
    """A provision and all that stands under it; all there is where none is named.

    :raises KeyError: where the draft has no such provision."""
    if not provision:
        return frozenset(one.id for one in view.provisions)
    found = {view.provision(provision).id}
    for one in view.provisions:
        if one.parent in found:
            found.add(one.id)
    return frozenset(found)


def _scope(view: DraftView, provision: str) -> str:
    if not provision:
        return ""
    one = view.provision(provision)
    named = " ".join(part for part in (one.number or one.label, one.heading) if part)
    return _("Only: %(provision)s") % {"provision": named or one.text[:60]}


def _is_asked(span: SpanView, asked: frozenset[str]) -> bool:
    return any(end.provision in asked for end in (span.opens, span.closes) if end)
