"""How fast brackets and documents are read."""

from lark import Lark

from bracketed import match_brackets, read_outline
from tests.bench.edits import CORPUS
from tests.bench.measure import Row, exponent, side_by_side

AREA = "parsing"
#: The same structure: words and pairs, nested.
_GRAMMAR = r"""
start: (WORDS | pair)*
pair: "[" (WORDS | pair)* "]"
WORDS: /[^\[\]]+/
"""


def rows() -> list[Row]:
    """All rows of this area."""
    whole = "\n".join(path.read_text(encoding="utf-8-sig") for path in sorted(CORPUS.glob("*.txt")))
    balanced = _balanced(whole)
    parser = Lark(_GRAMMAR, parser="lalr")
    times = side_by_side(
        {
            "structure": lambda: match_brackets(balanced),
            "lark": lambda: parser.parse(balanced),
            "model": lambda: read_outline(whole),
            "long": lambda: read_outline(whole * 10),
        },
        9,
    )
    name = "lark LALR, the same grammar"
    return [
        Row(AREA, "brackets of the corpus", times["structure"], times["lark"], name, 1 / 25),
        Row(AREA, "the whole document model", times["model"], times["lark"], name, 1 / 3),
        Row(
            AREA,
            "growth of the model, tenfold text (exponent)",
            exponent(times["model"], times["long"], 10),
            None,
            "–",
            1.05,
        ),
    ]


def _balanced(text: str) -> str:
    """``text`` without the marks that have no partner: lark refuses those."""
    matching = match_brackets(text)
    loose = {*matching.unclosed, *matching.unopened}
    return "".join(sign for at, sign in enumerate(text) if at not in loose)
