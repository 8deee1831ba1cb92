"""Loading twice is loading once; a manifest that is wrong loads nothing."""

import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db.models import QuerySet

from documents.models import Draft
from documents.queries import draft_view
from negotiation import actions as negotiation
from negotiation.actions import desk
from negotiation.models import Meeting, Member, Process
from negotiation.queries import visible_drafts
from tests.corpus.conftest import draft

FIXTURES = Path("fixtures")


def rows() -> dict[str, int]:
    return {
        model._meta.label: QuerySet(model).count()
        for room in ("auth", "documents", "negotiation", "actionlines")
        for model in apps.get_app_config(room).get_models()
    }


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The manifest and its files, to be spoilt."""
    shutil.copytree(FIXTURES, tmp_path / "fixtures")
    return tmp_path / "fixtures" / "wsis10.toml"


def test_a_second_run_writes_nothing_and_says_so(corpus: None) -> None:
    before, said = rows(), StringIO()
    call_command("load_corpus", stdout=said)
    assert rows() == before
    assert said.getvalue() == (
        "WSIS+10 review: everything is there already; nothing was written.\n"
    )


def test_nobody_can_sign_in_as_the_corpus(corpus: None) -> None:
    user = User.objects.get(username="corpus")
    assert not user.has_usable_password()
    assert [(m.process.slug, m.role) for m in Member.objects.filter(user=user)] == [
        ("wsis10", "secretariat")
    ]


def test_the_drafts_are_public_and_issued(corpus: None) -> None:
    drafts = Draft.objects.filter(
        document__mandate__process__slug="wsis10", written_by__username="corpus"
    )
    issued, rolling = drafts.exclude(state="rolling"), drafts.filter(state="rolling")
    assert {(d.state, d.publications.get().visibility) for d in issued} == {("issued", "public")}
    assert issued.count() == 9
    (left_open,) = rolling
    assert left_open.publications.get().visibility == "secretariat"
    assert left_open.follows == draft("ga-outcome-2015/2015-12-07")
    assert draft_view(left_open).provisions
    assert not visible_drafts(None).filter(pk=left_open.pk).exists()


def test_a_rolling_text_that_was_issued_meanwhile_is_not_opened_again(corpus: None) -> None:
    clerk = User.objects.get(username="corpus")
    rolling = Draft.objects.get(state="rolling")
    day = date(2015, 12, 10)
    desk.issue_rolling(rolling, symbol="A/70/L.33", issued_on=day, as_of=day, by=clerk)
    meeting = Meeting.objects.get(slug="ga-informals-2015-12")
    negotiation.close_meeting(meeting, by=clerk)
    before = rows()
    call_command("load_corpus", verbosity=0)
    assert rows() == before


def spoil(manifest: Path, old: str, new: str) -> None:
    words = manifest.read_text(encoding="utf-8")
    assert words.count(old) == 1
    manifest.write_text(words.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'slug = "wsis10"',
            'slug = "other"',
            "meeting mpp-1: Another process has a meeting “mpp-1” already.",
        ),
        (
            'does = "alternate"\nprovisions = ["statement/C/44"]',
            'does = "alternate"\nprovisions = ["statement/C/45"]',
            "assignment 8: there is no provision “statement/C/45”.",
        ),
        (
            'holder = "United Kingdom"',
            'holder = "Atlantis"',
            "assignment 8: there is no party “Atlantis”.",
        ),
        (
            'line = "ALT2: Ensuring the importance"',
            'line = "ALT 2: Ensuring the importance"',
            (
                "draft 6 (vision/mpp-4), provision 8 (B/21/alt-2): “ALT 2: Ensuring the importance"
                "” does not occur in the file “april”."
            ),
        ),
        (
            '"C5/7" = "Continue to promote greater cooperation [among"',
            '"C5/7" = "Continue to promote"',
            (
                "draft 7 (vision/annex-two), names, vision/C5/7: several provisions begin with "
                "“Continue to promote”."
            ),
        ),
        (
            'provisions = ["vision/C5/7"]',
            'provisions = ["vision/C8/6"]',
            (
                "decision 16 (not_agreed): decision 15 (not_agreed) says this of “vision/C8/6” "
                "already."
            ),
        ),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    corpus: None, copy: Path, old: str, new: str, message: str
) -> None:
    spoil(copy, old, new)
    before = rows()
    with pytest.raises(CommandError) as refused:
        call_command("load_corpus", manifest=copy)
    assert message in str(refused.value)
    assert rows() == before


def test_a_changed_file_is_refused(corpus: None, copy: Path) -> None:
    file = copy.parent / "2005-tunis-phase-chapters-1-and-4.txt"
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(CommandError, match="is not the one that the manifest speaks of"):
        call_command("load_corpus", manifest=copy)


def test_a_missing_file_is_refused(corpus: None, copy: Path) -> None:
    (copy.parent / "2005-tunis-phase-chapters-1-and-4.txt").unlink()
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("load_corpus", manifest=copy)


def test_what_the_manifest_adds_is_added(corpus: None, copy: Path) -> None:
    group = '[[body]]\nslug = "drafting"\nname = "Drafting group"\nrank = 30\n\n'
    informals = '[[body]]\nslug = "informals"'
    spoil(copy, informals, group + informals)
    said = StringIO()
    call_command("load_corpus", manifest=copy, stdout=said)
    assert said.getvalue() == "WSIS+10 review: wrote 1 bodies.\n"
    assert Process.objects.get(slug="wsis10").bodies.filter(slug="drafting").exists()
