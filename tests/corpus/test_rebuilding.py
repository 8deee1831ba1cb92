"""Every file comes back byte for byte from what was imported of it."""

from pathlib import Path

import pytest

from documents.models import Draft, DraftPassage, Source, Wording
from documents.queries import printed
from tracker.corpus.manifest import read_manifest
from tracker.corpus.model import FileEntry

FIXTURES = Path("fixtures")
FILES = read_manifest(FIXTURES / "wsis10.toml").files

pytestmark = pytest.mark.usefixtures("corpus")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.key)
def test_a_source_holds_the_bytes_of_its_file(file: FileEntry) -> None:
    source = Source.objects.get(sha256=file.sha256)
    assert bytes(source.content) == (FIXTURES / file.name).read_bytes()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.key)
def test_passages_and_what_lies_between_give_back_the_file(file: FileEntry) -> None:
    source = Source.objects.get(sha256=file.sha256)
    printings = DraftPassage.objects.filter(passage__source=source)
    cuts = {0, len(source.text)}
    for printing in printings.select_related("passage"):
        cuts |= {printing.passage.start, printing.passage.end}
    assert printings
    pieces = [source.text[a:b] for a, b in zip(sorted(cuts), sorted(cuts)[1:], strict=False)]
    assert "".join(pieces).encode() == (FIXTURES / file.name).read_bytes()


def test_wordings_and_what_lies_between_give_back_what_a_draft_prints() -> None:
    for draft in Draft.objects.filter(document__mandate__process__slug="wsis10"):
        stream = printed(draft)
        rebuilt, at = [], 0
        claims = Wording.objects.filter(draft=draft, start__isnull=False).order_by("start")
        for claim in claims:
            assert claim.start is not None
            rebuilt += [stream[at : claim.start], claim.source]
            at = claim.start + len(claim.source)
        assert "".join([*rebuilt, stream[at:]]) == stream, draft
