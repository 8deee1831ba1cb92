"""What the comparisons of the corpus say, within a document and across documents."""

import pytest
from django.contrib.auth.models import AnonymousUser

from documents.alignment import LinkedChange, link_drafts
from documents.public_ids import public_id_for
from documents.queries import draft_view, lineage_between
from tests.corpus.conftest import draft
from tracker.queries.chart import chart_page
from tracker.queries.followups import followups

pytestmark = pytest.mark.usefixtures("corpus")


def compared(earlier: str, later: str) -> tuple[LinkedChange, ...]:
    one, other = draft(earlier), draft(later)
    return link_drafts(draft_view(one), draft_view(other), lineage_between(one, other))


def became(changes: tuple[LinkedChange, ...], key: str) -> list[tuple[str, str, set[str]]]:
    """What a provision became: link, how it was found, the public ids."""
    public_id = public_id_for(key)
    return [
        (change.link, change.found_by, {view.id for view in change.later})
        for change in changes
        if any(view.id == public_id for view in change.earlier)
        and not any(view.id == public_id for view in change.later)
    ]


def test_seven_of_the_nine_follow_ups_combine_and_one_is_inferred() -> None:
    changes = compared("statement/s2c", "statement/s22c")
    merged = {
        tuple(view.number for view in change.earlier): (change.found_by, change.later[0].number)
        for change in changes
        if change.link == "merged"
    }
    assert merged == {
        ("17", "18"): ("stated", "S2.2/C no. 1"),
        ("13", "19", "54"): ("stated", "S2.2/C no. 2"),
        ("10", "20"): ("stated", "S2.2/C no. 3"),
        ("21", "22", "23"): ("stated", "S2.2/C no. 4"),
        ("25", "26"): ("stated", "S2.2/C no. 5"),
        ("27", "28"): ("stated", "S2.2/C no. 6"),
        tuple(str(number) for number in range(29, 38)): ("stated", "S2.2/C no. 7"),
        ("60", "60 bis"): ("inferred", "S2.2/C no. 9"),
    }
    (agreed,) = [change.later[0] for change in changes if change.found_by == "inferred"]
    assert agreed.text.startswith("Need for further improving management and use of radio-freq")
    assert not [change for change in changes if change.link in ("new", "gone")]


def test_the_nine_follow_ups_stand_beside_the_comparison() -> None:
    found = followups(draft("statement/s2c"), draft("statement/s22c"))
    assert [one.number for one in found] == list(range(1, 10))
    combining = ("combine", "replace and combine")
    assert [one.number for one in found if one.does in combining] == list(range(1, 8))
    assert [one.number for one in found if one.has_text] == [9]
    assert (found[7].text, found[7].labels) == ("Alternate text to be provided by UK", ("44",))
    assert followups(draft("tunis-2005/2005"), draft("vision/annex-two")) == ()


@pytest.mark.parametrize(
    ("earlier", "later", "was", "is_now"),
    [
        ("tunis-2005/2005", "vision/annex-two", "tunis-2005/47", "vision/III/17-may"),
        ("tunis-2005/2005", "vision/annex-two", "tunis-2005/46", "vision/III/stocktaking"),
        ("tunis-2005/2005", "vision/annex-two", "tunis-2005/45", "vision/III/partnership"),
        ("tunis-2005/2005", "vision/annex-two", "tunis-2005/40", "vision/III/cooperation"),
        (
            "tunis-2005/2005",
            "ga-outcome-2015/2015-12-07",
            "tunis-2005/21",
            "ga-outcome-2015/33",
        ),
        (
            "statement/s2c",
            "ga-outcome-2015/2015-12-07",
            "statement/C/60",
            "ga-outcome-2015/34",
        ),
        (
            "vision/annex-two",
            "ga-outcome-2015/2015-12-07",
            "vision/III/partnership",
            "ga-outcome-2015/69",
        ),
        (
            "vision/annex-two",
            "ga-outcome-2015/2015-12-07",
            "vision/III/forum",
            "ga-outcome-2015/68",
        ),
    ],
)
def test_words_that_travelled_are_found_as_stated(
    earlier: str, later: str, was: str, is_now: str
) -> None:
    assert became(compared(earlier, later), was) == [
        ("reworded", "stated", {public_id_for(is_now)})
    ]


DRAFTS = (
    "tunis-2005/2005",
    "statement/s2c",
    "statement/s22c",
    "statement/mpp-4",
    "vision/mpp-2",
    "vision/mpp-4",
    "vision/annex-two",
    "ga-outcome-2015/2015-12-07",
)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (one, other)
        for one in DRAFTS
        for other in DRAFTS
        if one != other and one.split("/")[0] != other.split("/")[0]
    ],
)
def test_across_documents_nothing_is_new_or_gone(earlier: str, later: str) -> None:
    assert {change.link for change in compared(earlier, later)} <= {
        "kept",
        "reworded",
        "moved",
        "split",
        "merged",
    }


@pytest.mark.parametrize(
    ("earlier", "later", "covered"),
    [
        ("vision/mpp-4", "vision/annex-two", set()),
        ("vision/mpp-2", "vision/annex-two", set()),
        ("statement/s22c", "statement/mpp-4", set()),
        ("vision/annex-two", "vision/annex-one", {"vision/C9"}),
    ],
)
def test_no_provision_of_an_uncovered_chapter_is_new_or_gone(
    earlier: str, later: str, covered: set[str]
) -> None:
    views = draft_view(draft(earlier)), draft_view(draft(later))
    allowed = {public_id_for(key) for key in covered}
    for change in compared(earlier, later):
        if change.link in ("new", "gone"):
            view = views[1] if change.later else views[0]
            at: str | None = (change.later or change.earlier)[0].id
            above = set()
            while at is not None:
                above.add(at)
                at = view.provision(at).parent
            assert above & allowed, (change.link, (change.later or change.earlier)[0].words[:60])


def test_the_chart_counts_what_the_texts_hold() -> None:
    document = draft("vision/annex-two").document
    points = chart_page(document, AnonymousUser()).points
    assert [(point.draft.title, point.agreed, point.total) for point in points][-1] == (
        "Annex Two: Chapter C",
        121,
        135,
    )
    view = draft_view(draft("ga-outcome-2015/2015-12-07"))
    (point,) = chart_page(view.draft.document, AnonymousUser()).points
    assert (point.brackets, point.alternatives, point.agreed, point.total) == (13, 0, 39, 70)
