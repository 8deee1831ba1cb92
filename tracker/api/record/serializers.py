"""The shapes of the record in API v1. Clients rely on these names from the first day."""

from __future__ import annotations

from rest_framework import serializers

from tracker.api.serializers import (
    DecisionShape,
    DraftReference,
    LineageShape,
    MeetingReference,
    MeetingShape,
    PlaceShape,
    Shape,
    StatusShape,
)


class ProcessReference(Shape):
    """A process."""

    slug = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()


class PhaseShape(Shape):
    """A phase; ``dates_as`` is how its time is printed."""

    number = serializers.IntegerField()
    name = serializers.CharField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    dates_as = serializers.CharField()
    note = serializers.CharField()


class BodyShape(Shape):
    """As what a meeting sits; the higher the rank, the higher the body."""

    slug = serializers.CharField()
    name = serializers.CharField()
    rank = serializers.IntegerField()


class OfficerShape(Shape):
    """Who holds an office."""

    office = serializers.CharField()
    name = serializers.CharField()
    party = serializers.CharField(allow_null=True)


class DocumentReference(Shape):
    """A document."""

    slug = serializers.CharField()
    title = serializers.CharField()


class ProcessShape(ProcessReference):
    """A process with its calendar, its officers and the documents that it negotiates."""

    phases = PhaseShape(many=True)
    bodies = BodyShape(many=True)
    officers = OfficerShape(many=True)
    documents = DocumentReference(many=True)
    meetings = MeetingReference(many=True)


class OutcomeShape(Shape):
    """What a meeting settled that is no status: a principle, a deadline, a note."""

    number = serializers.IntegerField()
    kind = serializers.CharField()
    text = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    cutting_on = serializers.DateField(allow_null=True)


class TabledShape(Shape):
    """A draft at a meeting: tabled, its result, or a party's proposal."""

    draft = DraftReference()
    document = serializers.CharField()
    as_a = serializers.CharField()


class MeetingDetailShape(MeetingShape):
    """A meeting with what it settled and the drafts that were there."""

    outcomes = OutcomeShape(many=True)
    drafts = TabledShape(many=True)


class RecordedDecisionShape(DecisionShape):
    """A decision. ``exceptions`` are provisions that it does not cover; ``reopens``,
    ``corrects`` and ``corrected_by`` are decisions."""

    id = serializers.CharField()
    document = serializers.CharField()
    provision = serializers.CharField()
    body = serializers.CharField(allow_null=True)
    exceptions = serializers.ListField(child=serializers.CharField())
    wording_hash = serializers.CharField()
    reopens = serializers.CharField(allow_null=True)
    corrects = serializers.CharField(allow_null=True)
    corrected_by = serializers.CharField(allow_null=True)
    recorded_at = serializers.DateTimeField()


class FoundBracketShape(Shape):
    """A bracket with its words. ``end`` is null where it closes in another provision
    (``closes``), or nowhere."""

    document = serializers.CharField()
    draft = serializers.CharField()
    provision = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.CharField()
    open = serializers.BooleanField(help_text="Around words that are not agreed.")
    depth = serializers.IntegerField()
    start = serializers.IntegerField()
    end = serializers.IntegerField(allow_null=True)
    closes = PlaceShape(allow_null=True)
    words = serializers.CharField(help_text="Of what closes in the same provision, with marks.")


class ProvisionReference(Shape):
    """A provision as its last draft has it."""

    id = serializers.CharField()
    document = serializers.CharField()
    draft = serializers.CharField(help_text="Id of the last draft that it stands in.")
    kind = serializers.CharField()
    role = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    number = serializers.CharField()
    code = serializers.CharField()
    heading = serializers.CharField()
    disposition = serializers.CharField()


class PrintedAsShape(Shape):
    """How a provision is called in one draft."""

    draft = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    number = serializers.CharField()


class LabelsShape(Shape):
    """How a provision is called through all drafts."""

    provision = serializers.CharField()
    labels = PrintedAsShape(many=True)


class DocumentConcordanceShape(Shape):
    """Every provision of a document with its label in every draft; the drafts in the order of
    their issue, the provisions in the order in which they first appeared."""

    document = serializers.CharField()
    drafts = DraftReference(many=True)
    provisions = LabelsShape(many=True)


class EdgeShape(LineageShape):
    """An edge with the documents at its ends."""

    earlier_document = serializers.CharField()
    later_document = serializers.CharField()


class ProposalShape(Shape):
    """What a submission proposes on one provision (``target``; null: something new). Its words
    stand in ``text``, or as a provision of a draft (``stands_as``)."""

    submission = serializers.CharField(help_text="The `ref` of it.")
    number = serializers.IntegerField()
    does = serializers.CharField()
    target = serializers.CharField(allow_null=True)
    stands_as = serializers.CharField(allow_null=True)
    text = serializers.CharField()
    parties = serializers.ListField(child=serializers.CharField())


class PositionShape(Shape):
    """Where a party stands on a submission."""

    submission = serializers.CharField(help_text="The `ref` of it.")
    party = serializers.CharField()
    stance = serializers.CharField()
    taken_on = serializers.DateField(allow_null=True)


class SubmissionShape(Shape):
    """What parties sent or tabled."""

    ref = serializers.CharField()
    process = serializers.CharField()
    title = serializers.CharField()
    symbol = serializers.CharField()
    parties = serializers.ListField(child=serializers.CharField())
    meeting = serializers.CharField(allow_null=True)
    received_on = serializers.DateField(allow_null=True)
    note = serializers.CharField()


class AssignmentShape(Shape):
    """Work given out at a meeting, with the provisions it is about and what came of it."""

    meeting = serializers.CharField()
    number = serializers.IntegerField()
    does = serializers.CharField()
    text = serializers.CharField()
    provisions = serializers.ListField(child=serializers.CharField())
    result = serializers.CharField(allow_null=True)
    holder = serializers.CharField(allow_null=True)
    holder_inferred = serializers.BooleanField()
    small_group = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    contradiction = serializers.CharField()


class PartyShape(Shape):
    """A party, as it is printed."""

    name = serializers.CharField()
    kind = serializers.CharField()


class CountsShape(Shape):
    """How many provisions stand where; ``silent`` are those of which nothing is recorded."""

    agreed = serializers.IntegerField()
    pending = serializers.IntegerField()
    alt = serializers.IntegerField()
    not_read = serializers.IntegerField()
    silent = serializers.IntegerField()
    total = serializers.IntegerField()


class LineSectionShape(Shape):
    """A heading under which a line is negotiated, in the latest draft of its document."""

    provision = serializers.CharField()
    document = serializers.CharField()
    draft = serializers.CharField()
    meeting = serializers.CharField(allow_null=True)
    label = serializers.CharField()  # type: ignore[assignment]
    heading = serializers.CharField()
    status = StatusShape()
    counts = CountsShape(allow_null=True)


class LineShape(Shape):
    """An action line and where it stands."""

    code = serializers.CharField()
    title = serializers.CharField()
    part_of = serializers.CharField(allow_null=True)
    proposed = serializers.BooleanField()
    sections = LineSectionShape(many=True)


class FacilitatorShape(Shape):
    """Who facilitates; ``printed`` is the cell of the list."""

    party = serializers.CharField()
    printed = serializers.CharField()
    inferred = serializers.BooleanField()


class FacilitatorsShape(Shape):
    """The facilitators according to one source; the sources disagree."""

    according_to = serializers.CharField()
    facilitators = FacilitatorShape(many=True)


class LineDetailShape(LineShape):
    """An action line with its facilitators and the lines under it."""

    facilitators = FacilitatorsShape(many=True)
    lines = LineShape(many=True)


class LinesShape(Shape):
    """The action lines of a process."""

    process = serializers.CharField()
    lines = LineShape(many=True)


class CountedDraftShape(Shape):
    """The numbers of one draft at the close of its meeting."""

    draft = DraftReference()
    brackets = serializers.IntegerField()
    alternatives = serializers.IntegerField()
    agreed = serializers.IntegerField()
    total = serializers.IntegerField()


class CountsOverTimeShape(Shape):
    """Open brackets, competing alternatives and agreed paragraphs, draft by draft."""

    document = serializers.CharField()
    drafts = CountedDraftShape(many=True)


class HappenedShape(Shape):
    """Something that happened: ids, no words. Of a decision the id is that of the decision."""

    id = serializers.CharField()
    process = serializers.CharField()
    kind = serializers.CharField()
    at = serializers.DateTimeField()
    document = serializers.CharField(allow_null=True)
    draft = serializers.CharField(allow_null=True)
    provision = serializers.CharField(allow_null=True)
    meeting = serializers.CharField(allow_null=True)


class ChangesShape(Shape):
    """What happened after the cursor; ``cursor`` is where to go on, ``more`` whether there is
    more at once."""

    results = HappenedShape(many=True)
    cursor = serializers.CharField()
    next = serializers.CharField()
    more = serializers.BooleanField()
