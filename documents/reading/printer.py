"""Paragraphs of a file printed into one text, with what the file says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bracketed.model import Known
from documents.files import LIMIT
from documents.reading.known import known_of
from documents.reading.model import (
    Changes,
    Choices,
    Colour,
    MediaType,
    Piece,
    Received,
    Remark,
    State,
)
from documents.reading.paragraphs import Cell, Paragraph, Part, Rows, flat, tidy
from documents.refusals import BadFile

#: How many of its letters a colour has to lie on, to lie on a whole paragraph.
_WHOLE = 0.8
#: No page is wide enough for more columns; what has more is set out by a table and is none.
_MOST_COLUMNS = 100


class Printer:
    """Prints the parts of a file into one text, and keeps what the file says of them."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.known: list[Known] = []
        self.remarks: list[Remark] = []
        self.named: dict[int, str] = {}
        self.looks: dict[int, tuple[Piece, ...]] = {}
        self.whole: Counter[str] = Counter()
        self.in_part: Counter[str] = Counter()
        self.states: Counter[State] = Counter()
        self.comments = 0
        self._pieces: list[str] = []
        self._length = 0

    def print(self, parts: Iterable[Part]) -> None:
        """Print the parts one after another.

        :raises BadFile: when the text grows beyond all bounds.
        """
        for part in parts:
            if isinstance(part, Rows):
                self._print_table(part)
            elif self._print_paragraph(part):
                self._put("\n\n")

    def finish(self, name: str, media_type: MediaType) -> Received:
        """What was printed.

        :raises BadFile: when that is nothing.
        """
        text = "".join(self._pieces).rstrip() + "\n"
        if not text.strip():
            raise BadFile(_("“%(name)s” holds no text.") % {"name": name})
        colours = sorted({*self.whole, *self.in_part})
        return Received(
            media_type=media_type,
            text=text,
            known=tuple(self.known),
            named=MappingProxyType(self.named),
            remarks=tuple(self.remarks),
            looks=MappingProxyType(self.looks),
            colours=tuple(Colour(c, self.whole[c], self.in_part[c]) for c in colours),
            tracked=self.states[State.INSERTED] + self.states[State.DELETED],
            struck=self.states[State.STRUCK],
            comments=self.comments,
        )

    def _put(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)
        if self._length > LIMIT:
            raise BadFile(_("The text in the file is too long."))

    def _print_table(self, table: Rows) -> None:
        paragraphs = flat(table)
        columns = max((len(row) for row in table.rows), default=0)
        if not 1 < columns <= _MOST_COLUMNS or any(paragraph.exact for paragraph in paragraphs):
            self.print(paragraphs)
            return
        self._put("\n")
        for place, row in enumerate(table.rows):
            for cell in [*row, *(Cell() for _more in range(columns - len(row)))]:
                self._put("\t")
                before = self._length
                for paragraph in cell.paragraphs:
                    if self._print_paragraph(paragraph):
                        self._put("\n")
                if self._length == before:
                    self._put("\n")
            if place == 0:
                self._put("\n")
        self._put("\n\n")

    def _print_paragraph(self, paragraph: Paragraph) -> bool:
        """Print a paragraph with its notes, and tell whether there was anything to print."""
        words = self._words(paragraph.pieces)
        words = words.replace("\0", " ").strip() if paragraph.exact else tidy(words)
        label = tidy(paragraph.label)
        tags = [f"[{tag}]" for tag in [*paragraph.tags, *self._tags_of_colours(paragraph.pieces)]]
        notes = [_note(note) for note in paragraph.notes] if self.choices.comments else []
        by = tidy(paragraph.exact.attribution) if paragraph.exact else ""
        tags += [f"({by})"] if by else []
        printed = " ".join(part for part in (label, words, *tags) if part)
        if not printed:
            return False
        self.comments += len(paragraph.notes)
        start = self._length
        self._put("\n".join([printed, *notes]))
        self.known.append(known_of(paragraph, start, label, words, tags, notes))
        if paragraph.id:
            self.named[start] = paragraph.id
        if any(piece.state is not State.PLAIN or piece.colour for piece in paragraph.pieces):
            self.looks[start] = (Piece(f"{label} " if label else ""), *paragraph.pieces)
        self._remark(paragraph, start)
        return True

    def _words(self, pieces: Sequence[Piece]) -> str:
        shown = []
        for state, together in groupby(pieces, key=lambda piece: piece.state):
            words = "".join(piece.words for piece in together)
            match self._choice(state):
                case "drop":
                    continue
                case "mark" if words.strip():
                    bare = words.strip()
                    before, _, after = words.partition(bare)
                    words = f"{before}[{bare}]{after}"
            shown.append(words)
        return "".join(shown)

    def _choice(self, state: State) -> str:
        if state is State.PLAIN:
            return "keep"
        choice = self.choices.struck if state is State.STRUCK else self.choices.changes
        if choice is Changes.SHOW:
            return "mark"
        is_new = state is State.INSERTED
        return "keep" if is_new == (choice is Changes.ACCEPT) else "drop"

    def _tags_of_colours(self, pieces: Sequence[Piece]) -> Iterator[str]:
        """The tags that the colours on a whole paragraph stand for."""
        letters: Counter[str] = Counter()
        for piece in pieces:
            letters[piece.colour] += len(piece.words.strip())
        total = letters.total()
        for colour, number in letters.items():
            if not colour or not number:
                continue
            if number < _WHOLE * total:
                self.in_part[colour] += 1
                continue
            self.whole[colour] += 1
            if tag := self.choices.colours.get(colour):
                yield tag

    def _remark(self, paragraph: Paragraph, start: int) -> None:
        states = {state for state in State if any(p.state is state for p in paragraph.pieces)}
        self.states.update(state for p in paragraph.pieces if (state := p.state) in states)
        if State.INSERTED in states and self._choice(State.INSERTED) == "mark":
            self._say(start, _("Words tracked as inserted are shown in brackets."))
        if State.DELETED in states and self._choice(State.DELETED) == "mark":
            self._say(start, _("Words tracked as deleted are shown in brackets."))
        if State.STRUCK in states and self._choice(State.STRUCK) == "mark":
            self._say(start, _("Words struck out are shown in brackets."))
        colours = {piece.colour for piece in paragraph.pieces if piece.colour}
        for colour in sorted(colours - {c for c, tag in self.choices.colours.items() if tag}):
            self._say(start, _("Highlighted: %(colour)s.") % {"colour": colour})
        if paragraph.notes:
            number = len(paragraph.notes)
            self._say(
                start,
                ngettext(
                    "%(number)d comment or footnote is kept as a note.",
                    "%(number)d comments or footnotes are kept as notes.",
                    number,
                )
                % {"number": number},
            )

    def _say(self, start: int, message: str) -> None:
        self.remarks.append(Remark(start, message))


def _note(words: str) -> str:
    """A note on a line of its own; brackets in it would end it."""
    plain = " ".join(tidy(words).replace("[", "(").replace("]", ")").split())
    return f"[NOTE: {plain}]"
