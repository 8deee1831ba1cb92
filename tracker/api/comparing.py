"""The shapes of what changed between two drafts."""

from __future__ import annotations

from rest_framework import serializers

from tracker.api.serializers import ChangeSideShape, ComparisonShape, DraftReference, Shape


class ReopeningShape(Shape):
    """What was agreed and changed: as what it had been agreed, and whether somebody recorded
    that it was reopened."""

    code = serializers.CharField()
    condition = serializers.CharField()
    recorded = serializers.BooleanField()


class ChangeShape(Shape):
    """What happened to one provision; positions count in the texts of its sides."""

    link = serializers.CharField()
    found_by = serializers.CharField(
        help_text="stated, id, exact, likeness or inferred; person: said by the secretariat."
    )
    certainty = serializers.FloatField()
    confirmed = serializers.BooleanField(
        help_text="The secretariat said that these belong together."
    )
    reopening = ReopeningShape(allow_null=True)
    kinds = serializers.ListField(child=serializers.JSONField())
    hunks = serializers.ListField(child=serializers.JSONField())
    earlier = ChangeSideShape(many=True)
    later = ChangeSideShape(many=True)


class ChapterTotalsShape(Shape):
    """How many provisions of a chapter show each kind of change."""

    id = serializers.CharField()
    title = serializers.CharField()
    compared = serializers.IntegerField()
    totals = serializers.DictField(child=serializers.IntegerField())
    reopenings = serializers.IntegerField()


class ComparisonDetailShape(ComparisonShape):
    """A comparison with its changes, in reading order."""

    id = serializers.CharField(
        allow_null=True,
        help_text="Null of moments of a text that was being written: nothing of them is kept.",
    )
    earlier_edit = serializers.IntegerField(
        allow_null=True, help_text="The last edit of a text that is compared as it was then."
    )
    later_edit = serializers.IntegerField(allow_null=True)
    stale = serializers.BooleanField(
        help_text="A newer engine or reading has come; it is being computed anew."
    )
    totals = serializers.DictField(child=serializers.IntegerField())
    reopenings = serializers.IntegerField()
    chapters = ChapterTotalsShape(many=True)
    changes = ChangeShape(many=True)


class NamedShape(Shape):
    """A provision as a concordance names it: its label, its heading or first words."""

    provision = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    title = serializers.CharField()


class ConcordanceRowShape(Shape):
    """What became of a provision; ``kinds`` is empty where nothing happened."""

    earlier = NamedShape(many=True)
    later = NamedShape(many=True)
    kinds = serializers.ListField(child=serializers.CharField())
    happened = serializers.CharField()
    link = serializers.CharField()
    found_by = serializers.CharField()
    certainty = serializers.FloatField()
    confirmed = serializers.BooleanField()
    reopening = ReopeningShape(allow_null=True)


class ConcordanceShape(Shape):
    """The concordance of two drafts; no rows while the comparison is not done."""

    comparison = serializers.CharField()
    state = serializers.CharField()
    earlier = DraftReference()
    later = DraftReference()
    rows = ConcordanceRowShape(many=True)
