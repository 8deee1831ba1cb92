"""What the file or a person says of a paragraph counts more than how it looks."""

from hypothesis import given
from hypothesis import strategies as st

from bracketed import apply_marks, read_outline
from bracketed.model import Kind, Known, Mark, MarkKind, Role

TEXT = "Preamble\n\n1. We agree.\n\nIntroduction\n\n2. We do.\n\n[Or not.]\n\n3. We say.\n"


def tree(text: str, known: tuple[Known, ...] = (), said: tuple[Known, ...] = ()) -> list[str]:
    provisions = read_outline(text, known, said).provisions
    above = ["" if p.parent is None else str(p.parent) for p in provisions]
    return [
        f"{parent} {p.kind.value} {p.role.value} {p.text or p.heading}"
        for p, parent in zip(provisions, above, strict=True)
    ]


def at(words: str) -> int:
    return TEXT.index(words)


def test_a_heading_that_is_none_leaves_what_stood_under_it_to_the_one_before() -> None:
    assert tree(TEXT, said=(Known(at("Introduction"), kind=Kind.PARAGRAPH),)) == [
        " section text Preamble",
        "0 paragraph text We agree.",
        "0 paragraph text Introduction",
        "0 paragraph text We do.",
        "3 paragraph addition [Or not.]",
        "0 paragraph text We say.",
    ]


def test_the_first_heading_that_is_none_stands_beside_what_stood_under_it() -> None:
    found = tree(TEXT, said=(Known(0, kind=Kind.CHAPEAU),))
    assert found[:2] == [" chapeau text Preamble", " paragraph text We agree."]


def test_a_paragraph_that_is_a_heading_takes_what_follows() -> None:
    assert tree(TEXT, said=(Known(at("2. We do"), kind=Kind.SECTION),))[2:] == [
        " section text Introduction",
        " section text We do.",
        "3 paragraph addition [Or not.]",
        "3 paragraph text We say.",
    ]


def test_an_addition_is_called_an_alternative_or_a_paragraph() -> None:
    said = Known(at("[Or not"), role=Role.ALTERNATIVE)
    assert tree(TEXT, said=(said,))[4] == "3 paragraph alternative [Or not.]"
    said = Known(at("[Or not"), role=Role.TEXT)
    assert tree(TEXT, said=(said,))[4] == "2 paragraph text [Or not.]"


def test_a_paragraph_becomes_an_alternative_to_the_one_before() -> None:
    said = Known(at("3. We say"), role=Role.ALTERNATIVE)
    assert tree(TEXT, said=(said,))[5] == "3 paragraph alternative We say."


def test_a_tag_is_words_where_a_person_says_so() -> None:
    text = "1. We agree. [agreed]"
    assert read_outline(text).provisions[0].tags == ("agreed",)
    (one,) = read_outline(text, said=[Known(0, marks=(Mark(MarkKind.LABEL, 0, 3),))]).provisions
    assert (one.tags, one.text) == ((), "We agree. [agreed]")


def test_what_is_no_text_is_left_out_and_what_is_comes_in() -> None:
    assert "Preamble" not in str(tree(TEXT, said=(Known(0, is_text=False),)))
    letter = "Your Excellency\n\nI have the honour.\n\n1. We agree.\n"
    assert len(tree(letter)) == 1
    assert tree(letter, said=(Known(0, kind=Kind.PARAGRAPH),))[0] == (
        " paragraph text Your Excellency"
    )


def test_a_file_knows_its_paragraphs_whatever_they_look_like() -> None:
    text = "Implementation of the\n\nthis is another\none\n"
    known = (
        Known(0, end=21, kind=Kind.CHAPTER, depth=0, label="I.", number="1", code="C1"),
        Known(23, end=42, kind=Kind.PARAGRAPH, role=Role.ALTERNATIVE, depth=1),
    )
    assert tree(text, known) == [
        " chapter text Implementation of the",
        "0 paragraph alternative this is another one",
    ]
    first = read_outline(text, known).provisions[0]
    assert (first.label, first.number, first.code) == ("I.", "1", "C1")


def test_known_paragraphs_do_not_run_together() -> None:
    text = "1. We recognize that the commission on science and\n\ntechnology works.\n"
    assert len(tree(text)) == 1
    assert len(tree(text, (Known(0), Known(52)))) == 2


def test_a_confirmed_doubt_is_none() -> None:
    doubts = read_outline(TEXT).doubts
    said = [
        Known(read_outline(TEXT).provisions[d.provision].start, kind=Kind.SECTION) for d in doubts
    ]
    assert doubts
    assert not read_outline(TEXT, said=said).doubts


@st.composite
def knowing(draw: st.DrawFn) -> tuple[str, list[Known], list[Known]]:
    text = draw(st.text(alphabet="1.[]aA \n\t", max_size=80))
    numbers = st.integers(0, 80)
    marks = st.lists(st.builds(Mark, st.sampled_from(MarkKind), numbers, numbers)).map(tuple)
    one = st.builds(
        Known,
        start=numbers,
        end=st.none() | numbers,
        level=st.integers(0, 9),
        is_text=st.booleans(),
        kind=st.none() | st.sampled_from(Kind),
        role=st.none() | st.sampled_from(Role),
        depth=st.none() | st.integers(0, 9),
        marks=st.none() | marks,
    )
    return text, draw(st.lists(one, max_size=6)), draw(st.lists(one, max_size=6))


@given(knowing())
def test_any_knowledge_gives_an_outline_that_tiles_the_text(
    case: tuple[str, list[Known], list[Known]],
) -> None:
    text, known, said = case
    outline = read_outline(text, known, said)
    reached = 0
    for index, one in enumerate(outline.provisions):
        assert reached <= one.start <= one.end
        assert one.parent is None or one.parent < index
        assert one.role is Role.TEXT or one.parent is not None
        assert apply_marks(text[one.start : one.end], one.marks) == one.text or one.heading
        reached = one.end
