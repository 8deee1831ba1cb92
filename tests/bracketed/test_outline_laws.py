"""What holds for the outline and the brackets of any text."""

import pytest
from hypothesis import given

from bracketed import apply_marks, find_loose_ends, pair_spans, parse, parse_wording, read_outline
from bracketed.model import HEADINGS, MarkKind, Outline, ProblemKind, Role
from tests.bracketed.outline_texts import CORPUS, texts, whole

LOOSE = (ProblemKind.UNCLOSED, ProblemKind.UNOPENED)


def check_claims(outline: Outline) -> None:
    """Provisions, cells and apparatus lie side by side and give back the source."""
    claims = [(p.start, p.end) for p in outline.provisions]
    claims += [(cell.start, cell.end) for cell in outline.cells]
    claims += outline.apparatus
    claims.sort()
    assert "".join(outline.source[start:end] for start, end in claims) == outline.source
    assert [start for start, _ in claims[1:]] == [end for _, end in claims[:-1]]
    assert all(start < end for start, end in claims)


def check_words(outline: Outline) -> None:
    """Words are the claim without its marks; headings have them in ``heading``."""
    for provision in outline.provisions:
        printed = outline.source[provision.start : provision.end]
        words = apply_marks(printed, provision.marks)
        assert words == (provision.heading if provision.kind in HEADINGS else provision.text)
        assert (provision.text if provision.kind in HEADINGS else provision.heading) == ""
        assert words == words.strip()
        for before, mark in zip(provision.marks, provision.marks[1:], strict=False):
            assert before.end <= mark.start
        for mark in provision.marks:
            assert 0 <= mark.start < mark.end <= len(printed)
            if mark.kind in (MarkKind.SPACE, MarkKind.BREAK):
                assert not printed[mark.start : mark.end].replace("\ufeff", "").strip()


def check_tree(outline: Outline) -> None:
    """Each provision comes after its parent, and everything under a provision follows it."""
    open_ones: list[int] = []
    for index, provision in enumerate(outline.provisions):
        while open_ones and open_ones[-1] != provision.parent:
            open_ones.pop()
        assert provision.parent is None or open_ones[-1] == provision.parent
        open_ones.append(index)
        assert provision.role is Role.TEXT or provision.parent is not None
    starts = [provision.start for provision in outline.provisions]
    assert starts == sorted(starts)
    assert all(0 <= doubt.provision < len(starts) for doubt in outline.doubts)
    assert all(cell.target is None or cell.target < len(starts) for cell in outline.cells)


def check_brackets(outline: Outline) -> None:
    """Every mark of the source is in one pair or in one problem; pairs never cross."""
    tree = parse(outline.source)
    assert tree.problems == outline.problems or len(outline.provisions) < 2
    marks = [at for bracket in tree.brackets for at in (bracket.start, bracket.end - 1)]
    marks += [problem.start for problem in tree.problems if problem.kind in LOOSE]
    assert sorted(marks) == [at for at, sign in enumerate(tree.text) if sign in "[]"]
    assert all(tree.text[b.start] == "[" and tree.text[b.end - 1] == "]" for b in tree.brackets)
    assert set(tree.spans) <= set(tree.brackets)
    around: list[int] = []
    for bracket in tree.brackets:
        while around and around[-1] <= bracket.start:
            around.pop()
        assert not around or bracket.end <= around[-1]
        around.append(bracket.end)


def check_spans(outline: Outline) -> None:
    """The rolling text pairs the loose ends of its wordings and comes to the same spans."""
    words = [provision.text or provision.heading for provision in outline.provisions]
    ends = [
        find_loose_ends(text, p.parent) for text, p in zip(words, outline.provisions, strict=True)
    ]
    assert pair_spans(ends) == outline.spans
    for span in outline.spans:
        assert span.opens is None or words[span.opens[0]][span.opens[1]] == "["
        assert span.closes is None or words[span.closes[0]][span.closes[1]] == "]"


CHECKS = (check_claims, check_words, check_tree, check_brackets, check_spans)


@given(texts)
def test_laws_hold_for_any_text(text: str) -> None:
    outline = read_outline(text)
    assert outline.source == text
    for check in CHECKS:
        check(outline)


@pytest.mark.parametrize("name", CORPUS)
@pytest.mark.parametrize("check", CHECKS)
def test_laws_hold_for_the_corpus(name: str, check: object) -> None:
    assert callable(check)
    check(read_outline(whole(name)))


@given(texts)
def test_a_text_of_one_paragraph_is_a_wording(text: str) -> None:
    line = " ".join(text.split())
    assert parse(line) == parse_wording(line)
