"""Search over REST."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from tracker.api.base import Shape, View, add_link
from tracker.api.queries import Choice
from tracker.api.serializers import Shape as Described
from tracker.queries.matrix_choices import STATUSES
from tracker.search.asking import KINDS, MOST_CHARACTERS, SORTS, Asked, shorten
from tracker.search.finding import Found, Hit, find


class SearchQuery(serializers.Serializer[Any]):
    """What is looked for."""

    q = serializers.RegexField(
        r"\A[^\x00]*\Z",
        required=False,
        default="",
        allow_blank=True,
        max_length=MOST_CHARACTERS,
        help_text='Words that must all be there; "several in quotation marks" follow each other.',
    )
    inside = serializers.BooleanField(
        required=False, default=False, help_text="Only in words that stand in brackets."
    )
    kind = Choice(choices=KINDS[1:], required=False, default="")
    document = serializers.SlugField(required=False, default="", help_text="Slug of a document.")
    meeting = serializers.SlugField(required=False, default="", help_text="Slug of a meeting.")
    line = serializers.RegexField(
        r"\A[^\x00]*\Z",
        required=False,
        default="",
        max_length=20,
        help_text="Code of an action line: C5.",
    )
    status = Choice(
        choices=list(STATUSES),
        required=False,
        default="",
        help_text="How the provision stands at that meeting, else in the end; of a decision what "
        "it says.",
    )
    sort = Choice(choices=SORTS, required=False, default=SORTS[0])
    page = serializers.IntegerField(min_value=1, max_value=9999, required=False, default=1)


class HitShape(Described):
    """A result. ``hits`` are places in ``excerpt``, which opens and closes every bracket that it
    cuts; ``also_in`` counts the earlier drafts in which the provision has these words, too."""

    kind = serializers.CharField()
    provision = serializers.CharField(allow_null=True)
    label = serializers.CharField()  # type: ignore[assignment]
    title = serializers.CharField()
    document = serializers.CharField(allow_null=True)
    draft = serializers.CharField(allow_null=True)
    meeting = serializers.CharField(allow_null=True)
    on = serializers.DateField(allow_null=True)
    code = serializers.CharField(allow_null=True)
    parties = serializers.ListField(child=serializers.CharField())
    excerpt = serializers.CharField()
    hits = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2)
    )
    also_in = serializers.IntegerField()


class SearchShape(Described):
    """A page of results; ``total`` counts them all."""

    total = serializers.IntegerField()
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = HitShape(many=True)


class Search(View):
    """What has these words."""

    serializer_class = SearchShape
    query = SearchQuery

    def get(self, request: Request) -> Response:
        """Texts, proposals and decisions that this reader may see, most hits first, then the
        newest. A provision that has the words in many drafts is one result."""
        asked = Asked(**self.asked | {"q": shorten(self.asked["q"])})
        found = find(asked, request.user)
        here = reverse("api:search", request=request)
        further = f"{here}{asked.address(page=asked.page + 1)}"
        back = f"{here}{asked.address(page=asked.page - 1)}"
        answer = Response(
            _shape(found)
            | {
                "next": further if asked.page < found.pages else None,
                "previous": back if 1 < asked.page <= found.pages else None,
            }
        )
        for rel, name in (("next", "next"), ("prev", "previous")):
            if answer.data[name]:
                add_link(answer, answer.data[name], rel)
        return answer


def _shape(found: Found) -> Shape:
    return {
        "total": found.total,
        "page": found.asked.page,
        "pages": found.pages,
        "results": [_hit(hit) for hit in found.hits],
    }


def _hit(hit: Hit) -> Shape:
    return {
        "kind": hit.kind,
        "provision": hit.id or None,
        "label": hit.label,
        "title": hit.title,
        "document": hit.document_slug or None,
        "draft": hit.draft.public_id if hit.draft else None,
        "meeting": hit.meeting.slug if hit.meeting else None,
        "on": hit.on,
        "code": hit.code or None,
        "parties": list(hit.parties),
        "excerpt": hit.excerpt.text,
        "hits": [list(place) for place in hit.excerpt.hits],
        "also_in": hit.others,
    }
