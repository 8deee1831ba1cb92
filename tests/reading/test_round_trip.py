"""What is taken away as a file comes back as the same draft: provisions, labels, brackets,
statuses, and which provision is which."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from hypothesis import given, settings
from hypothesis import strategies as st

from bracketed import read_outline
from bracketed.model import Outline, OutlineProvision, Role
from documents.models import Draft
from documents.queries import draft_view
from documents.reading import read_file
from documents.writing.model import Consolidated, Row
from negotiation.queries import meeting_of
from tests.bracketed.outline_texts import CORPUS, LINES, whole
from tests.reading.builders import Same, consolidated, office, same_of
from tracker.corpus.importing import Request, import_file, look_at
from tracker.exports.consolidated import consolidated as consolidated_of
from tracker.exports.formats import FORMATS
from tracker.queries.moment import Moment

TEXT = Role.TEXT
#: The formats that carry all that is said of a provision.
CARRYING = ("docx", "odt", "html", "akn", "md")


def written(text: Consolidated, form: str) -> bytes:
    content = FORMATS[form].write(text)
    return content if isinstance(content, bytes) else "".join(content).encode()


def printed(outline: Outline) -> list[Same]:
    """The provisions that have words or a label: of others nothing can be printed. What stands
    under such a one is printed under the one above it; under none it competes with nothing."""
    places: dict[int | None, int | None] = {None: None}
    kept: list[OutlineProvision] = []
    for place, one in enumerate(outline.provisions):
        if one.text or one.heading or one.label:
            places[place] = len(kept)
            parent = places[one.parent]
            kept.append(replace(one, parent=parent, role=one.role if parent is not None else TEXT))
        else:
            places[place] = places[one.parent]
    return same_of(kept)


def read_again(outline: Outline, form: str) -> Outline:
    received = read_file(f"text.{form}", written(consolidated(outline), form))
    return read_outline(received.text, received.known)


@pytest.mark.parametrize("form", CARRYING)
@pytest.mark.parametrize("name", CORPUS)
def test_every_file_of_the_corpus_comes_back_as_it_was_read(name: str, form: str) -> None:
    outline = read_outline(whole(name))
    again = read_again(outline, form)
    assert same_of(again.provisions) == printed(outline)
    assert again.doubts == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=25), st.sampled_from(CARRYING))
def test_any_draft_comes_back_as_it_was_read(lines: list[str], form: str) -> None:
    # Databases refuse NUL, and XML keeps no carriage return.
    outline = read_outline("\n\n".join(lines).translate({0: None, 13: None}))
    if not printed(outline):
        return
    assert same_of(read_again(outline, form).provisions) == printed(outline)


@pytest.mark.parametrize("form", CARRYING)
@pytest.mark.django_db
def test_every_draft_of_the_corpus_is_known_again_provision_by_provision(
    corpus: None, form: str
) -> None:
    user = User.objects.get(username="corpus")
    drafts = Draft.objects.select_related("document")
    for draft in drafts.exclude(extent=Draft.Extent.OUTLINE):
        view = draft_view(draft)
        held = [one for one in view.living.provisions if one.words or one.label or one.number]
        asked = Request(Path(f"text.{form}"), draft.document.slug, follows=draft.public_id)
        text = consolidated_of(Moment(draft.document, draft, meeting_of(draft)), "bracketed", user)
        understood = look_at(asked, user, content=written(text, form))
        plans = understood.plans
        assert [p.provision.public_id for p in plans if p.provision] == [p.id for p in held]
        assert [(p.kind, p.role, p.label, p.words) for p in plans] == [
            (p.kind, p.role, p.label or ("" if p.words else p.number), p.words) for p in held
        ]


@pytest.mark.parametrize("form", CARRYING)
@pytest.mark.django_db
def test_a_draft_taken_away_is_brought_in_again_with_its_statuses(corpus: None, form: str) -> None:
    user = User.objects.get(username="corpus")
    draft = Draft.objects.select_related("document").get(title="Annex Two: Chapter C")
    meeting = meeting_of(draft)
    before = consolidated_of(Moment(draft.document, draft, meeting), "bracketed", user)
    asked = Request(
        path=Path(f"text.{form}"),
        document=draft.document.slug,
        follows=draft.public_id,
        as_of=date(2015, 1, 1),
        title="Again",
    )
    understood = look_at(asked, user, content=written(before, form))
    again = import_file(asked, understood, by=user)
    view, old = draft_view(again), draft_view(draft)
    assert [one.id for one in view.provisions] == [one.id for one in old.provisions]
    assert [one.brackets for one in view.provisions] == [one.brackets for one in old.provisions]
    assert [one.parent for one in view.provisions] == [one.parent for one in old.provisions]
    assert view.spans == old.spans
    after = consolidated_of(Moment(again.document, again, None), "bracketed", user)
    assert [_code(row) for row in after.rows] == [_code(row) for row in before.rows]


@pytest.mark.django_db
def test_what_changed_nothing_is_a_repetition(corpus: None) -> None:
    user = User.objects.get(username="corpus")
    draft = Draft.objects.select_related("document").get(title="Draft of Chapters One and Four")
    text = consolidated_of(Moment(draft.document, draft, None), "bracketed", user)
    for form in CARRYING:
        asked = Request(Path(f"text.{form}"), draft.document.slug)
        assert look_at(asked, user, content=written(text, form)).repeats == draft


def _code(row: Row) -> str | None:
    """What was decided; what competes is shown as such at its meeting only."""
    return row.status.code if row.status else None


@pytest.mark.parametrize(("form", "to"), [("docx", "docx:MS Word 2007 XML"), ("odt", "odt")])
def test_a_file_that_libreoffice_saved_again_still_says_which_provision_is_which(
    tmp_path: Path, form: str, to: str
) -> None:
    outline = read_outline(whole(CORPUS[-1]))
    content = office(written(consolidated(outline), form), form, to, tmp_path)
    received = read_file(f"text.{form}", content)
    again = read_outline(received.text, received.known)
    named = [received.named.get(one.start) for one in again.provisions]
    assert len(set(named) - {None}) == len(outline.provisions)
    said = {one.text or one.heading for one in again.provisions}
    missing = [p.text for p in outline.provisions if (p.text or p.heading) not in said]
    assert missing == []
