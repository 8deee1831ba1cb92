"""Action lines are recorded once, by those who may, in their own process."""

import pytest

from actionlines import actions
from actionlines.models import ActionLine, Facilitation, LineSection
from bracketed.model import Kind
from negotiation.actions import add_party
from negotiation.models import Member
from negotiation.policies import Forbidden, Refused
from tests.documents.builders import Line
from tests.negotiation.builders import Negotiation


@pytest.fixture
def talks(db: None) -> Negotiation:
    return Negotiation()


def add(talks: Negotiation, code: str, order: int = 1, **more: object) -> ActionLine:
    return actions.add_line(
        talks.process, code=code, title=f"Line {code}", order=order, by=talks.clerk, **more
    )


def test_a_line_is_added_once(talks: Negotiation) -> None:
    line = add(talks, "C5")
    again = actions.add_line(talks.process, code="C5", title="Other", order=9, by=talks.clerk)
    assert again == line
    assert (again.title, again.order, again.proposed) == ("Line C5", 1, False)


def test_a_line_is_part_of_one_of_its_own_process(talks: Negotiation) -> None:
    other = Negotiation(slug="other")
    with pytest.raises(Refused, match=r"C7 Line C7 is no action line of Review\."):
        add(talks, "C7-e-health", parent=add(other, "C7"))
    assert add(talks, "C7-e-health", parent=add(talks, "C7")).parent == add(talks, "C7")


def test_only_the_secretariat_records_lines(talks: Negotiation) -> None:
    delegate = talks.member(Member.Role.DELEGATE)
    line, party = add(talks, "C5"), add_party(talks.process, name="ITU", by=talks.clerk)
    talks.draft(Line("one", "Words."))
    with pytest.raises(Forbidden):
        actions.add_line(talks.process, code="C6", title="T", order=2, by=delegate)
    with pytest.raises(Forbidden):
        actions.link_section(line, talks.provision("one"), by=delegate)
    with pytest.raises(Forbidden):
        actions.record_facilitation(
            line, [party], according_to="Annex A", printed="ITU", by=delegate
        )
    assert not ActionLine.objects.filter(code="C6").exists()
    assert not LineSection.objects.filter(line=line).exists()
    assert not Facilitation.objects.filter(line=line).exists()


def test_a_section_is_linked_once(talks: Negotiation) -> None:
    talks.draft(Line("c5", "Security", kind=Kind.SECTION))
    line = add(talks, "C5")
    first = actions.link_section(line, talks.provision("c5"), by=talks.clerk)
    assert actions.link_section(line, talks.provision("c5"), by=talks.clerk) == first


def test_a_section_of_another_process_is_refused(talks: Negotiation) -> None:
    other = Negotiation(slug="other")
    other.draft(Line("c5", "Security", kind=Kind.SECTION))
    with pytest.raises(Refused, match="Review does not negotiate “Text of other”"):
        actions.link_section(add(talks, "C5"), other.provision("c5"), by=talks.clerk)


def test_facilitators_are_recorded_once_for_each_source(talks: Negotiation) -> None:
    line = add(talks, "C5")
    parties = [add_party(talks.process, name=n, by=talks.clerk) for n in ("ITU", "ECOSOC")]
    for source in ("Annex A", "Annex B", "Annex A"):
        actions.record_facilitation(
            line, parties, according_to=source, printed="ITU + ECOSOC", by=talks.clerk
        )
    found = Facilitation.objects.filter(line=line).values_list("according_to", "party__name")
    assert list(found) == [
        ("Annex A", "ITU"),
        ("Annex A", "ECOSOC"),
        ("Annex B", "ITU"),
        ("Annex B", "ECOSOC"),
    ]


def test_printed_codes_link_headings_to_lines(talks: Negotiation) -> None:
    whole, part = add(talks, "C7"), None
    part = add(talks, "C7-e-health", 2, parent=whole)
    add(talks, "C8", 3)
    draft = talks.draft(
        Line("c7", "Applications", kind=Kind.SECTION),
        Line("e-health", "E-health", kind=Kind.SECTION, parent="c7"),
        Line("c9", "Media", kind=Kind.SECTION),
        Line("item", "A paragraph that says C8."),
    )
    for key, code in (("c7", "C7"), ("e-health", "E-Health"), ("c9", "C9"), ("item", "C8")):
        draft.wordings.filter(provision=talks.provision(key)).update(code=code)
    linked = actions.link_headings(draft, by=talks.clerk)
    assert {(s.line, s.provision) for s in linked} == {
        (whole, talks.provision("c7")),
        (part, talks.provision("e-health")),
    }
    assert LineSection.objects.filter(line__process=talks.process).count() == 2
