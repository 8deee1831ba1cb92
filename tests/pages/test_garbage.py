"""Whatever stands in an address, a page answers: helpful words, never an error of the server."""

import random
import re

import pytest
from django.test import Client
from django.urls import URLPattern

from documents.models import Draft
from tests.documents.builders import Line
from tests.negotiation.builders import ALT, CHAPTER, Negotiation
from tracker.following.watching import watch
from tracker.models import Watch
from tracker.urls import urlpatterns

NAMES = tuple(
    re.findall(
        r"\w+",
        """q by from draft meeting hide find chapter line mine show fold turned status holder text
        rows row earlier later page until word document provision sort order within only where
        edits print view at run number next lang as""",
    )
)
VALUES = (
    "",
    "0",
    "-1",
    "99999999999999999999",
    "\N{ARABIC-INDIC DIGIT ONE}",
    "\N{SUPERSCRIPT TWO}",
    "1-2",
    "2-1",
    "all",
    "abcdefghij",
    "abcdefghij,,",
    "2014-02-30",
    "0000-00-00",
    "9999-12-31",
    "0001-01-01",
    "visit",
    "yesterday",
    "\x00",
    "a\x00b",
    "\N{SNOWMAN}",
    "[[[",
    '"unclosed',
    "' OR 1=1 --",
    "*" * 300,
    "%",
    "<script>",
    "../../etc/passwd",
    "C5",
    "\N{CYRILLIC CAPITAL LETTER ES}5",
    "\u202e",
)
STREAMS = {"screen-stream"}


@pytest.fixture
def talks(db: None) -> Negotiation:
    """Two drafts at two meetings, and somebody who watches words."""
    talks = Negotiation(slug="talks")
    for words in ("We [may] agree.", "We [shall] agree."):
        talks.draft(
            Line("A", "Preamble", label="A.", kind=CHAPTER),
            Line("A/1", words, label="1.", parent="A"),
            Line("A/1/x", "We do.", role=ALT, label="Alt", parent="A/1"),
            result_of=talks.meeting(),
        )
    watch(talks.clerk, word="may")
    return talks


def addresses(talks: Negotiation) -> list[str]:
    """Every page, with what there is and with what there is not in its address."""
    there = {
        "process_slug": talks.process.slug,
        "document_slug": talks.document.slug,
        "meeting_slug": talks.meetings[1].slug,
        "public_id": talks.id_of("A/1"),
        "provision_id": talks.id_of("A/1"),
        "draft_id": Draft.objects.earliest("pk").public_id,
        "code": "C5",
        "label": "1",
        "signed": "x.y",
        "secret": "x",
    }
    absent = dict.fromkeys(there, "no-such_thing") | {"label": "99 bis/(a)", "code": "Z9"}
    found = []
    for one in urlpatterns:
        if isinstance(one, URLPattern) and one.name not in STREAMS:
            route = str(one.pattern)
            for filling in (there, absent):
                path = route
                for kind in ("slug", "str", "path"):
                    for name, value in filling.items():
                        path = path.replace(f"<{kind}:{name}>", value)
                found.append(f"/{path}")
    return sorted(set(found))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("who", ["anybody", "clerk"])
def test_no_query_breaks_a_page(talks: Negotiation, who: str, seed: int) -> None:
    client = Client(raise_request_exception=False)
    if who == "clerk":
        client.force_login(talks.clerk)
    chosen = random.Random(seed)
    broken = []
    for address in addresses(talks):
        for _turn in range(2):
            asked = {name: chosen.choice(VALUES) for name in chosen.sample(NAMES, 2)}
            if client.get(address, asked).status_code >= 500:
                broken.append((address, asked))
    assert broken == []


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/following/watch/", {"document": "a\0"}),
        ("/following/watch/", {"line": "a\0"}),
        ("/following/watch/", {"word": "a\0b"}),
        ("/documents/talks-text/since/", {"line": "a\0"}),
        ("/action-lines/a%00/", {}),
    ],
)
def test_what_no_database_takes_breaks_no_page(
    talks: Negotiation, address: str, asked: dict[str, str]
) -> None:
    client = Client()
    client.force_login(talks.clerk)
    assert client.get(address, asked).status_code in {200, 400, 404}
    if address == "/following/watch/":
        assert client.post(address, asked).status_code in {302, 400, 404}
        assert not any("\0" in one.word for one in Watch.objects.all())
