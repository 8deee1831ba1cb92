"""What holds for the alignment of any two texts."""

from hypothesis import given

from bracketed import FoundBy, Link, LinkKind, align
from tests.bracketed.compare_texts import texts


@given(texts, texts)
def test_every_provision_is_in_exactly_one_link(earlier: list[str], later: list[str]) -> None:
    links = align(earlier, later)
    assert sorted(index for link in links for index in link.earlier) == list(range(len(earlier)))
    assert sorted(index for link in links for index in link.later) == list(range(len(later)))


@given(texts, texts)
def test_links_stand_in_the_order_of_the_later_text(earlier: list[str], later: list[str]) -> None:
    firsts = [link.later[0] for link in align(earlier, later) if link.later]
    assert firsts == sorted(firsts)


@given(texts, texts)
def test_kinds_say_how_many_there_are(earlier: list[str], later: list[str]) -> None:
    for link in align(earlier, later):
        counts = (len(link.earlier), len(link.later))
        if link.kind is LinkKind.NEW:
            assert counts == (0, 1)
        elif link.kind is LinkKind.GONE:
            assert counts == (1, 0)
        elif link.kind is LinkKind.SPLIT:
            assert counts[0] == 1
            assert counts[1] > 1
        elif link.kind is LinkKind.MERGED:
            assert counts[0] > 1
            assert counts[1] == 1
        else:
            assert counts == (1, 1)
        assert 0 <= link.certainty <= 1


@given(texts)
def test_a_text_is_kept_by_itself(text: list[str]) -> None:
    assert align(text, text) == tuple(
        Link((index,), (index,), LinkKind.KEPT, FoundBy.EXACT, 1.0) for index in range(len(text))
    )


@given(texts, texts)
def test_the_same_input_gives_the_same_links(earlier: list[str], later: list[str]) -> None:
    assert align(earlier, later) == align(tuple(earlier), tuple(later))
