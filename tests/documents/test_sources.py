import pytest

from documents.actions import record_source
from documents.models import Source
from documents.refusals import BadFile

pytestmark = pytest.mark.django_db


def test_a_file_is_kept_byte_for_byte() -> None:
    content = "\ufeff1. We [shall]\r\nact \u0421\u0035.\n".encode()
    source = record_source(name="vision.txt", content=content)
    kept = Source.objects.get(id=source.id)
    assert bytes(kept.content) == content
    assert kept.text.encode() == content


def test_the_same_bytes_give_the_same_row() -> None:
    first = record_source(name="vision.txt", content=b"We agree.")
    again = record_source(name="copy.txt", content=b"We agree.")
    assert (again.id, again.name) == (first.id, "vision.txt")
    assert record_source(name="vision.txt", content=b"We disagree.").id != first.id


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "“f.txt” is empty."),
        (b" \n\t", "“f.txt” is empty."),
        (
            "Zürich".encode("latin-1"),
            (
                "“f.txt” could not be read as UTF-8, the one encoding that was tried: "
                "byte 2 does not fit."
            ),
        ),
        (b"We\0agree", "“f.txt” is not a text: it holds NUL characters."),
        (
            b"%PDF-1.7 ...",
            "“f.txt” is a PDF file; save it as plain text in UTF-8.",
        ),
        (
            "We agree.".encode("utf-16"),
            "“f.txt” is a text in UTF-16; save it as plain text in UTF-8.",
        ),
        (b"x" * (10 * 1024 * 1024 + 1), "“f.txt” is larger than 10 MB."),
    ],
    ids=["nothing", "only space", "latin-1", "NUL", "PDF", "UTF-16", "too large"],
)
def test_what_is_no_text_is_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(BadFile) as refusal:
        record_source(name="f.txt", content=content)
    assert str(refusal.value) == sentence
    assert not Source.objects.filter(name="f.txt").exists()


def test_the_largest_file_is_taken() -> None:
    content = b"x" * (10 * 1024 * 1024)
    assert record_source(name="f.txt", content=content).text == content.decode()
