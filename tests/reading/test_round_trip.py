"""What is taken away as a file comes back as the same draft: provisions, labels, brackets,
statuses, and which provision is which."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from hypothesis import given, settings
from hypothesis import strategies as st

from bracketed import parse_wording, read_outline
from documents.models import Draft
from documents.queries import draft_view
from documents.reading import read_file
from negotiation.queries import meeting_of
from tests.bracketed.outline_texts import CORPUS, LINES, whole
from tests.reading.builders import consolidated, office, same_of
from tracker.corpus.importing import Request, import_file, look_at
from tracker.exports.consolidated import consolidated as consolidated_of
from tracker.exports.formats import FORMATS
from tracker.queries.moment import Moment

#: The formats that carry all that is said of a provision.
CARRYING = ("docx", "odt", "html", "akn")


def written(text: object, form: str) -> bytes:
    content = FORMATS[form].write(text)  # type: ignore[arg-type]
    return content if isinstance(content, bytes) else "".join(content).encode()


@pytest.mark.parametrize("form", CARRYING)
@pytest.mark.parametrize("name", CORPUS)
def test_every_file_of_the_corpus_comes_back_as_it_was_read(name: str, form: str) -> None:
    outline = read_outline(whole(name))
    received = read_file(f"text.{form}", written(consolidated(outline), form))
    again = read_outline(received.text, received.known)
    assert same_of(again.provisions) == same_of(outline.provisions)
    assert again.doubts == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=25), st.sampled_from(CARRYING))
def test_any_draft_comes_back_as_it_was_read(lines: list[str], form: str) -> None:
    outline = read_outline("\n\n".join(lines))
    # A provision without words (a label alone) is not printed in the files.
    if not outline.provisions or not all(p.text or p.heading for p in outline.provisions):
        return
    received = read_file(f"text.{form}", written(consolidated(outline), form))
    again = read_outline(received.text, received.known)
    assert same_of(again.provisions) == same_of(outline.provisions)
    for one, other in zip(outline.provisions, again.provisions, strict=True):
        words = (one.text or one.heading, other.text or other.heading)
        assert parse_wording(words[0]).brackets == parse_wording(words[1]).brackets


@pytest.mark.parametrize("form", CARRYING)
@pytest.mark.parametrize("title", ["Annex Two: Chapter C", "Draft of Chapters One and Four"])
@pytest.mark.django_db
def test_a_draft_taken_away_is_brought_in_again_with_its_statuses(
    corpus: None, title: str, form: str
) -> None:
    user = User.objects.get(username="secretariat")
    draft = Draft.objects.select_related("document").get(title=title)
    before = consolidated_of(Moment(draft.document, draft, meeting_of(draft)), "bracketed", user)
    asked = Request(
        path=Path(f"text.{form}"),
        document=draft.document.slug,
        follows=draft.public_id,
        as_of=date(2015, 1, 1),
        title="Again",
    )
    understood = look_at(asked, user, content=written(before, form))
    assert understood.found_again == len(understood.plans) == len(before.printed)
    again = import_file(asked, understood, by=user)
    view, old = draft_view(again), draft_view(draft)
    assert [one.id for one in view.provisions] == [one.id for one in old.provisions]
    assert [one.words for one in view.provisions] == [one.words for one in old.provisions]
    assert [one.label for one in view.provisions] == [one.label for one in old.provisions]
    assert [one.brackets for one in view.provisions] == [one.brackets for one in old.provisions]
    assert [one.parent for one in view.provisions] == [one.parent for one in old.provisions]
    after = consolidated_of(Moment(again.document, again, None), "bracketed", user)
    assert [_status(row) for row in after.rows] == [_status(row) for row in before.rows]


def _status(row: object) -> tuple[str | None, str | None]:
    status = row.status  # type: ignore[attr-defined]
    return (status.shown, status.code) if status else (None, None)


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
