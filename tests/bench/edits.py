"""Texts grown from the corpus, and seeded edits of them that know what they did."""

import random
from dataclasses import dataclass, field
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "fixtures"
GA_DRAFT = "2015-12-07-ga-draft-outcome.txt"

#: An answer of the alignment: earlier indexes, later indexes.
Answer = tuple[tuple[int, ...], tuple[int, ...]]


def read(name: str) -> str:
    """A corpus file."""
    return (CORPUS / name).read_text(encoding="utf-8-sig")


def paragraphs(name: str, fewest_words: int = 0) -> list[str]:
    """The lines of a corpus file that hold text."""
    return [
        line
        for line in read(name).split("\n")
        if line.strip() and len(line.split()) >= fewest_words
    ]


def corpus_paragraphs() -> list[str]:
    """All paragraphs of ten words and more."""
    names = sorted(path.name for path in CORPUS.glob("*.txt"))
    return [line for name in names for line in paragraphs(name, 10)]


def grow(provisions: int, seed: int) -> list[str]:
    """So many provisions, strung together from snippets of the corpus, as long as its own."""
    chance = random.Random(seed)
    source = corpus_paragraphs()
    lengths = [len(line.split()) for line in source]
    running = [word for line in source for word in line.replace("[", "").replace("]", "").split()]
    grown: list[str] = []
    for _ in range(provisions):
        length = chance.choice(lengths)
        words: list[str] = []
        while len(words) < length:
            at = chance.randrange(len(running))
            words += running[at : at + chance.randint(3, 9)]
        grown.append(" ".join(words[:length]))
    return grown


def grow_words(count: int, seed: int) -> list[str]:
    """Provisions of together at least ``count`` words."""
    grown = grow(count // 40, seed)
    total = 0
    for index, text in enumerate(grown):
        total += len(text.split())
        if total >= count:
            return grown[: index + 1]
    return grown


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit did: the later text and the right answers by what happened."""

    earlier: list[str]
    later: list[str]
    answers: dict[str, set[Answer]] = field(default_factory=dict)


@dataclass(slots=True)
class _Piece:
    kind: str
    origins: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Rates:
    """How much is edited: a share of the words, and shares of the provisions."""

    words: float = 0.08
    moved: float = 0.05
    split: float = 0.03
    merged: float = 0.03
    heavy: float = 0.03
    new: float = 0.02
    gone: float = 0.02
    brackets: float = 0.05


def edit(earlier: list[str], seed: int, rates: Rates | None = None) -> Edited:
    """Edit a text the way negotiators do: phrases of one to four words replaced, struck out
    and put in all over the text; whole provisions moved, split, merged, rewritten, new and
    gone; brackets lifted and put."""
    rates = rates or Rates()
    chance = random.Random(seed)
    vocabulary = [word for text in earlier for word in text.split()]
    pieces = _restructure(earlier, chance, rates)
    for piece in pieces:
        if piece.kind == "heavy":
            piece.text = _reword(piece.text, chance, vocabulary, 0.45)
        elif piece.kind != "new":
            piece.text = _reword(piece.text, chance, vocabulary, rates.words)
        if chance.random() < rates.brackets:
            piece.text = _rebracket(piece.text, chance)
    for _ in range(round(len(earlier) * rates.new)):
        words = [chance.choice(vocabulary) for _ in range(chance.randint(20, 90))]
        pieces.insert(chance.randrange(len(pieces) + 1), _Piece("new", (), " ".join(words)))
    _move(pieces, chance, rates.moved)
    answers: dict[str, set[Answer]] = {}
    places: dict[tuple[int, ...], list[int]] = {}
    kinds: dict[tuple[int, ...], str] = {}
    for index, piece in enumerate(pieces):
        if piece.origins:
            places.setdefault(piece.origins, []).append(index)
            kinds[piece.origins] = piece.kind
    for origins, indexes in places.items():
        answers.setdefault(kinds[origins], set()).add((origins, tuple(indexes)))
    return Edited(earlier, [piece.text for piece in pieces], answers)


def _restructure(earlier: list[str], chance: random.Random, rates: Rates) -> list[_Piece]:
    pieces: list[_Piece] = []
    index = 0
    while index < len(earlier):
        text = earlier[index]
        long = len(text.split()) >= 24
        draw = chance.random()
        if draw < rates.gone:
            pass
        elif draw < rates.gone + rates.split and long:
            words = text.split(" ")
            cut = chance.randint(len(words) // 3, 2 * len(words) // 3)
            for part in (words[:cut], words[cut:]):
                pieces.append(_Piece("split", (index,), " ".join(part)))
        elif (
            draw < rates.gone + rates.split + rates.merged
            and index + 1 < len(earlier)
            and long
            and len(earlier[index + 1].split()) >= 12
        ):
            pieces.append(_Piece("merged", (index, index + 1), f"{text} {earlier[index + 1]}"))
            index += 1
        elif draw < rates.gone + rates.split + rates.merged + rates.heavy and long:
            pieces.append(_Piece("heavy", (index,), text))
        else:
            pieces.append(_Piece("kept", (index,), text))
        index += 1
    return pieces


def _reword(text: str, chance: random.Random, vocabulary: list[str], share: float) -> str:
    """``share`` of the words changed, by phrases of one to four words."""
    words = text.split(" ")
    edited: list[str] = []
    at = 0
    start = share / 2.0 / (1 - share)
    while at < len(words):
        if chance.random() >= start:
            edited.append(words[at])
            at += 1
            continue
        length = min(chance.choice((1, 1, 2, 2, 2, 3, 4)), len(words) - at)
        draw = chance.random()
        if draw < 0.7:
            at += length
        if draw < 0.4 or draw >= 0.7:
            first = chance.randrange(len(vocabulary))
            edited += vocabulary[first : first + length]
        if draw >= 0.7:
            edited.append(words[at])
            at += 1
    return " ".join(edited) or text


def _rebracket(text: str, chance: random.Random) -> str:
    """A bracket of the text lifted, or one put around some words."""
    if "[" in text and chance.random() < 0.5:
        start = text.index("[")
        end = text.find("]", start)
        if end > 0:
            return text[:start] + text[start + 1 : end] + text[end + 1 :]
    words = text.split(" ")
    start = chance.randrange(len(words))
    end = min(len(words), start + chance.randint(1, 5))
    inside = " ".join(words[start:end])
    return " ".join([*words[:start], f"[{inside}]", *words[end:]])


def _move(pieces: list[_Piece], chance: random.Random, share: float) -> None:
    """Move ``share`` of the provisions far away."""
    movable = [piece for piece in pieces if piece.kind == "kept"]
    for piece in chance.sample(movable, min(len(movable), round(len(pieces) * share))):
        at = next(index for index, one in enumerate(pieces) if one is piece)
        pieces.pop(at)
        far = [chance.randrange(len(pieces) + 1) for _ in range(8)]
        target = max(far, key=lambda place: min(abs(place - at), 50))
        piece.kind = "moved"
        pieces.insert(target, piece)
