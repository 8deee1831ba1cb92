"""What the meeting from which a draft came had given out on the paragraphs of the one before."""

from __future__ import annotations

from dataclasses import dataclass

from documents.models import Draft, Wording
from negotiation.models import Assignment, Tabling
from tracker.queries.labels import shown_label


@dataclass(frozen=True, slots=True)
class Followup:
    """A numbered decision on provisions of the earlier draft; ``result`` is the public id of
    what came of it in the later one, ``has_text`` whether words of that are held."""

    number: int
    does: str
    text: str
    labels: tuple[str, ...]
    result: str
    result_label: str
    has_text: bool


def followups(earlier: Draft, later: Draft) -> tuple[Followup, ...]:
    """The numbered follow-ups between two drafts of one document, in their order; none of which
    a provision stands outside the earlier draft. Four queries at most."""
    if earlier.document_id != later.document_id:
        return ()
    given = list(
        Assignment.objects.filter(
            meeting__tablings__draft=later,
            meeting__tablings__as_a=Tabling.AsA.RESULT,
            provisions__wordings__draft=earlier,
        )
        .distinct()
        .order_by("number")
        .prefetch_related("provisions")
    )
    if not given:
        return ()
    before, after = _labels(earlier), _labels(later)
    return tuple(
        Followup(
            number=one.number,
            does=one.get_does_display(),
            text=one.text,
            labels=tuple(before[about.pk][1] for about in one.provisions.all()),
            result=after[one.result_id][0] if one.result_id in after else "",
            result_label=after[one.result_id][1] if one.result_id in after else "",
            has_text=one.result_id in after and after[one.result_id][2],
        )
        for one in given
        if all(about.pk in before for about in one.provisions.all())
    )


def _labels(draft: Draft) -> dict[int | None, tuple[str, str, bool]]:
    """By provision its public id, its label and whether its words are held."""
    rows = Wording.objects.filter(draft=draft).values_list(
        "provision", "provision__public_id", "label", "number", "heading", "coverage"
    )
    return {
        provision: (
            public_id,
            shown_label(code="", number=number, label=label, heading=heading),
            coverage != Wording.Coverage.NONE,
        )
        for provision, public_id, label, number, heading, coverage in rows
    }
