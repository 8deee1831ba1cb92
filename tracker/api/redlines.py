"""What changed between two moments, as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, Final

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from documents.models import Comparison, Document, Draft
from documents.queries import comparison_view, is_stale
from negotiation.actions import ask_comparison
from negotiation.queries import visible_comparisons, visible_drafts
from tracker.api import lives
from tracker.api.asked import MomentField
from tracker.api.base import View
from tracker.api.comparing import ComparisonDetailShape
from tracker.api.formats import Choosing, renderers_of, set_or_refused
from tracker.api.record.asked import Words
from tracker.api.serializers import ComparisonShape
from tracker.api.text import answer, answer_kept, named
from tracker.exports.between import Between, between_moments, moment_of
from tracker.exports.formats import FORMATS, Format
from tracker.exports.kept import FILES, kept_file, mark_of, record_now
from tracker.exports.moments import moment_at, moment_on
from tracker.exports.redline_formats import REDLINES
from tracker.exports.redlines import redline_of
from tracker.queries.moment import Moment, Reader, find_document, find_moment

_THERE: Final = (FORMATS["json"], *(one.format for one in REDLINES.values()))
#: Seconds after which to ask again for a comparison that is being computed.
_SOON: Final = 2
#: Seconds after which one that failed is computed anew for whoever asks.
_PATIENCE: Final = 300
_STATE = Comparison.State
_END: Final = (
    "A draft (its id), a meeting (its slug), a day (2014-04-17) or a time (2014-04-17T18:00Z)."
)


class ComparisonQuery(serializers.Serializer[Any]):
    """Which two moments."""

    earlier = Words(max_length=60, help_text=_END)
    later = Words(max_length=60, help_text=_END)


class ComparisonFile(View):
    """What changed between two moments of a document."""

    serializer_class = ComparisonDetailShape
    query = ComparisonQuery
    renderer_classes = renderers_of((one.name, one.media_type) for one in _THERE)
    content_negotiation_class = Choosing

    @extend_schema(
        responses={
            (200, "application/json"): ComparisonDetailShape,
            **{
                (200, one.media_type): OpenApiTypes.STR
                if one.media_type.startswith("text/")
                else OpenApiTypes.BINARY
                for one in _THERE[1:]
            },
            (202, "application/json"): ComparisonShape,
        },
    )
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        """As change values, or as a redline; DOCX and ODT hold tracked changes that a word
        processor accepts or rejects. What nobody compared yet is computed: 202 says how far it
        is and `Retry-After` when to ask again. Moments of a text that was being written, and a
        draft beside itself, are compared at once and not kept. Of two drafts the first need not
        be of the document."""
        document = find_document(slug, request.user)
        earlier, later = (
            moment_named(document, name, self.asked[name], request.user)
            for name in ("earlier", "later")
        )
        kept = None
        if _may_be_kept(earlier, later):
            kept = _comparison(earlier.draft, later.draft, request.user)
            if kept.state != Comparison.State.DONE:
                return _not_yet(kept)
        chosen = request.accepted_renderer.format
        if chosen == "json":
            return Response(lives.comparison_detail(_between(earlier, later, kept), request.user))
        return _file(request, earlier, later, kept, FORMATS[chosen])


def _may_be_kept(earlier: Moment, later: Moment) -> bool:
    return earlier.edit is None and later.edit is None and earlier.draft != later.draft


def _between(earlier: Moment, later: Moment, kept: Comparison | None) -> Between:
    if kept is None:
        return between_moments(earlier, later)
    return Between(earlier, later, comparison_view(kept))


def moment_named(document: Document, name: str, said: str, user: Reader) -> Moment:
    """One end of a comparison.

    :raises Http404: where there is none; it says what was asked for."""
    drafts = visible_drafts(user).select_related("document")
    if draft := drafts.filter(public_id=said).first():
        return moment_of(draft)
    if at := _time(said):
        if not isinstance(at, datetime):
            return moment_on(document, user, at)
        return _as_it_is(moment_at(document, user, at))
    try:
        return find_moment(document, user, meeting=said)
    except Http404 as unknown:
        raise Http404(
            _("%(name)s: there is no draft “%(said)s”, and it is no day. %(more)s")
            % {"name": name, "said": said, "more": unknown}
        ) from unknown


def _time(said: str) -> date | datetime | None:
    try:
        return MomentField().to_internal_value(said)
    except serializers.ValidationError:
        return None


def _as_it_is(moment: Moment) -> Moment:
    """The moment, of a text that says the same still as the text that it is."""
    return replace(moment, edit=None) if moment.edit == moment.draft.head_edit else moment


class Failed(APIException):
    """A comparison that could not be computed; asked for again after a while it is tried anew."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self, comparison: Comparison, seconds: int) -> None:
        self.wait = seconds
        told = {"comparison": comparison.public_id, "seconds": seconds}
        super().__init__(
            _(
                "Comparison %(comparison)s failed; the secretariat finds the reason with it. Ask "
                "again in %(seconds)d seconds, and it is computed anew."
            )
            % told
        )


def _comparison(earlier: Draft, later: Draft, user: Reader) -> Comparison:
    """The last one that is done and not out of date; else the one that is asked for now.

    :raises Failed: where it was asked for and failed a moment ago."""
    known = (
        visible_comparisons(user)
        .filter(earlier=earlier, later=later, state__in=(_STATE.DONE, _STATE.FAILED))
        .select_related("earlier__document", "later__document")
        .order_by("-id")
    )
    for one in known:
        if is_stale(one):
            continue
        if one.state == _STATE.DONE:
            return one
        rest = _PATIENCE - int((timezone.now() - one.asked_at).total_seconds())
        if rest > 0:
            raise Failed(one, rest)
    return ask_comparison(earlier, later, by=user)


def _not_yet(comparison: Comparison) -> Response:
    told = lives.comparison_shapes([comparison])[0]
    return Response(told, status=HTTPStatus.ACCEPTED, headers={"Retry-After": str(_SOON)})


def _file(
    request: Request, earlier: Moment, later: Moment, kept: Comparison | None, chosen: Format
) -> HttpResponseBase:
    """The redline; written anew only where something was recorded since."""
    computed = (kept.pk, kept.done_at) if kept else None
    mark = mark_of(request.user, record_now(), "redline", chosen.name, computed, earlier, later)
    file = FILES.get(mark)
    if file is None:
        between = _between(earlier, later, kept)
        with set_or_refused():
            written = REDLINES[chosen.name].write(redline_of(between, request.user))
        name = f"{_name(earlier)}-{_name(later)}-redline.{chosen.name}"
        answered = answer(request, written, chosen)
        if answered.streaming:
            return named(answered, name, chosen)
        file = kept_file(b"".join(answered), name)
        FILES.put(mark, file)
    return answer_kept(file, chosen)


def _name(moment: Moment) -> str:
    """What an end is called in the name of a file."""
    said = moment.draft.public_id
    return said if moment.edit is None else f"{said}-edit-{moment.edit}"
