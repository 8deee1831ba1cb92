"""The shapes of API v1. Clients rely on these names from the first day."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from tracker.api import asked


class Shape(serializers.Serializer[Any]):
    """A shape of an answer: it reads no model and tells the schema what to expect."""


class DraftReference(Shape):
    """A draft as others refer to it; ``meeting`` is the one it came out of or was tabled at."""

    id = serializers.CharField()
    title = serializers.CharField()
    symbol = serializers.CharField()
    issued_on = serializers.DateField(allow_null=True)
    meeting = serializers.CharField(allow_null=True)


class DraftShape(DraftReference):
    """A draft."""

    document = serializers.CharField()
    number = serializers.IntegerField()
    language = serializers.CharField()
    issued_as = serializers.CharField()
    as_of = serializers.DateField(allow_null=True)
    as_of_note = serializers.CharField()
    state = serializers.CharField()
    extent = serializers.CharField()
    follows = serializers.CharField(allow_null=True)
    content_hash = serializers.CharField()


class DocumentShape(Shape):
    """A document and its latest text."""

    slug = serializers.CharField()
    title = serializers.CharField()
    process = serializers.CharField(allow_null=True)
    latest_draft = DraftReference(allow_null=True)


class StatusShape(Shape):
    """A status in one of four words and by its code; all null where nothing is recorded. Of a
    heading without a decision ``rollup`` is the lowest code under it; where that is an agreement
    ``code`` is null, for nobody agreed on the heading itself."""

    shown = serializers.CharField(allow_null=True)
    code = serializers.CharField(allow_null=True)
    rollup = serializers.CharField(allow_null=True)


class RecordedStatusShape(StatusShape):
    """A status as recorded at a meeting. ``origin``: own, cover, excepted, text or rollup."""

    condition = serializers.CharField()
    note = serializers.CharField()
    origin = serializers.CharField()
    beside = serializers.ListField(child=serializers.CharField())
    contradictions = serializers.ListField(child=serializers.CharField())


class CarriedStatusShape(RecordedStatusShape):
    """A status carried on from an earlier meeting."""

    carried_from = serializers.CharField()


class BracketShape(Shape):
    """A pair inside the text: ``text[start:end]`` is the bracket with its marks."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    depth = serializers.IntegerField()
    kind = serializers.CharField()


class PlaceShape(Shape):
    """A place in the words of a provision."""

    provision = serializers.CharField()
    at = serializers.IntegerField()


class SpanShape(Shape):
    """A bracket around whole provisions."""

    kind = serializers.CharField()
    depth = serializers.IntegerField()
    opens = PlaceShape()
    closes = PlaceShape(allow_null=True)


class ProblemShape(Shape):
    """What a careful reader would point out, with its place."""

    kind = serializers.CharField()
    provision = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    message = serializers.CharField()


class TextProvisionShape(Shape):
    """A provision as it stands in a text."""

    id = serializers.CharField()
    kind = serializers.CharField()
    role = serializers.CharField()
    label = serializers.CharField(help_text="As printed.")  # type: ignore[assignment]
    number = serializers.CharField(help_text="By reading order, where printing lost it.")
    code = serializers.CharField(help_text="Latin action-line code.")
    heading = serializers.CharField()
    text = serializers.CharField()
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    depth = serializers.IntegerField()
    symbol = serializers.CharField()
    coverage = serializers.CharField()
    disposition = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    attribution = serializers.CharField()
    apparatus = serializers.ListField(child=serializers.CharField())
    status = StatusShape()
    brackets = BracketShape(many=True)
    alternatives = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="In the form alternatives: the provisions that compete with it.",
    )


class TextShape(Shape):
    """The consolidated text of a document at a moment."""

    document = serializers.CharField()
    draft = DraftReference()
    meeting = serializers.CharField(allow_null=True, help_text="Whose statuses are shown.")
    form = serializers.ChoiceField(choices=asked.FORMS)
    as_of = serializers.DateField(allow_null=True, help_text="The day the statuses are of.")
    edit = serializers.IntegerField(
        allow_null=True,
        help_text="At a time: the last edit of a text that was being written then.",
    )
    later_draft = serializers.CharField(allow_null=True, help_text="A later one that is known.")
    language = serializers.CharField()
    record = serializers.CharField(help_text="Head of the record when the draft was issued.")
    provisions = TextProvisionShape(many=True)
    spans = SpanShape(many=True)
    problems = ProblemShape(many=True)


class MeetingReference(Shape):
    """A meeting as others refer to it."""

    slug = serializers.CharField()
    title = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class StatusRowShape(Shape):
    """A provision with its statuses by meeting slug. ``statuses`` holds what the record of a
    meeting says; ``carried`` what held on from an earlier one."""

    id = serializers.CharField()
    kind = serializers.CharField()
    role = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    number = serializers.CharField()
    heading = serializers.CharField()
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    in_text = serializers.BooleanField(help_text="False where the latest text has it no longer.")
    statuses = serializers.DictField(child=RecordedStatusShape())
    carried = serializers.DictField(child=CarriedStatusShape())


class StatusesShape(Shape):
    """Provisions × meetings."""

    document = serializers.CharField()
    meetings = MeetingReference(many=True)
    provisions = StatusRowShape(many=True)


class MeetingShape(MeetingReference):
    """A meeting."""

    process = serializers.CharField()
    phase = serializers.IntegerField(allow_null=True)
    body = serializers.CharField()
    place = serializers.CharField()
    state = serializers.CharField()
    note = serializers.CharField()


class WordingShape(Shape):
    """What a provision says in one draft."""

    draft = DraftReference()
    kind = serializers.CharField()
    role = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    number = serializers.CharField()
    heading = serializers.CharField()
    text = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    coverage = serializers.CharField()
    disposition = serializers.CharField()


class DecisionShape(Shape):
    """A status as it was recorded for the provision itself."""

    shown = serializers.CharField()
    code = serializers.CharField()
    meeting = serializers.CharField(allow_null=True)
    draft = serializers.CharField(allow_null=True)
    taken_on = serializers.DateField()
    covers = serializers.BooleanField()
    condition = serializers.CharField()
    note = serializers.CharField()
    basis = serializers.CharField()
    contradiction = serializers.CharField()


class LineageShape(Shape):
    """An edge from an earlier provision to a later one."""

    earlier = serializers.CharField()
    later = serializers.CharField()
    kind = serializers.CharField()
    basis = serializers.CharField()
    certainty = serializers.FloatField(allow_null=True)
    note = serializers.CharField()


class ProvisionShape(Shape):
    """A provision through its life."""

    id = serializers.CharField()
    document = serializers.CharField()
    wordings = WordingShape(many=True)
    decisions = DecisionShape(many=True)
    lineage = LineageShape(many=True)


class ProgressShape(Shape):
    """How far a comparison has come, in provisions."""

    done = serializers.IntegerField()
    total = serializers.IntegerField()


class ComparisonShape(Shape):
    """A comparison of two drafts."""

    id = serializers.CharField()
    document = serializers.CharField()
    earlier = DraftReference()
    later = DraftReference()
    engine = serializers.CharField()
    state = serializers.CharField()
    progress = ProgressShape()


class ChangeSideShape(Shape):
    """A wording that takes part in a change."""

    provision = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    text = serializers.CharField()
