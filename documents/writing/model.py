"""What the writers of files are given: frozen, complete, nothing left to ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from documents.queries import ProblemView, ProvisionView, SpanView


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over a text, whatever the format: which document, which draft, as of when.

    ``as_of``, ``form_name``, ``scope`` and ``warning`` (a later text is known) are sentences for
    a reader, empty where there is nothing to say. ``day`` is an ISO date, of the status or the
    issue; ``record`` the head of the record when the draft was issued. ``direction`` is ltr or
    rtl. ``edit`` is the last edit of a text that is shown as it was while it was written."""

    document: str
    slug: str
    draft: str
    draft_title: str
    symbol: str
    issued_on: str | None
    draft_meeting: str | None
    meeting: str | None
    as_of_day: str | None
    as_of: str
    day: str | None
    form: str
    form_name: str
    scope: str
    later: str | None
    warning: str
    record: str
    language: str
    direction: str
    address: str
    edit: int | None = None

    @property
    def name(self) -> str:
        """What the draft is called: by its symbol, else by its title."""
        return self.symbol or self.draft_title

    @property
    def name_then(self) -> str:
        """The same, with the last edit of a text that is shown as it was."""
        if self.edit is None:
            return self.name
        return _("%(draft)s, edit %(number)d") % {"draft": self.name, "number": self.edit}

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said under the title, in the order of a printed page."""
        titled = [self.draft_title] if self.symbol and self.symbol != self.draft_title else []
        said = (self.name, *titled, self.scope, self.as_of, self.form_name, self.warning)
        record = _("Record: %(record)s") % {"record": self.record} if self.record else ""
        return tuple(line for line in (*said, record) if line)

    @property
    def is_rtl(self) -> bool:
        """Whether its script runs from right to left."""
        return self.direction == "rtl"


#: A sign and its word stay on one line.
_TIE: Final = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Status:
    """What holds for a provision: one of four (``shown``), a finer ``code`` (None where it is
    only rolled up from below, then ``rollup`` says from what), and how it is shown to people.
    ``where`` is the meeting and the day of the decision, empty where there was none."""

    shown: str
    code: str | None
    rollup: str | None
    word: str
    glyph: str
    shape: str
    where: str = ""

    @property
    def said(self) -> str:
        """Shape and word, never a colour alone, and where it was decided."""
        if not self.where:
            return f"{self.glyph}{_TIE}{self.word}"
        told = {"status": self.word, "where": self.where}
        return f"{self.glyph}{_TIE}" + _("%(status)s (%(where)s)") % told


#: So many wordings stand side by side; more are narrow columns that nobody reads.
_ABREAST: Final = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A provision in the form that was asked for.

    ``text`` are its words in the form, ``heading`` its heading. ``level`` is that of a heading
    from 2, 0 for words; ``indent`` how many words it hangs under. ``edges`` are ``(place,
    depth)`` of single marks that pair with one in another provision. A row that is not printed
    is left out by the form: it stands in JSON alone. ``remark`` says what the form did to the
    words. ``rivals`` are the wordings that compete with it, where they stand side by side."""

    provision: ProvisionView
    level: int
    indent: int
    label: str
    heading: str
    text: str
    is_printed: bool
    edges: tuple[tuple[int, int], ...]
    status: Status | None
    notes: tuple[str, ...]
    remark: str = ""
    rivals: tuple[Row, ...] = ()

    @property
    def words(self) -> str:
        """What is printed: its heading or its text."""
        return self.heading or self.text

    @property
    def lines(self) -> tuple[tuple[Row, ...], ...]:
        """Itself and its rivals, as many in a line as stand side by side."""
        said = [one for one in (self, *self.rivals) if one.words or one.label] or [self]
        return tuple(
            tuple(said[first : first + _ABREAST]) for first in range(0, len(said), _ABREAST)
        )


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A text at a moment in a form: the one value that every format is written from."""

    head: Head
    rows: tuple[Row, ...]
    spans: tuple[SpanView, ...]
    problems: tuple[ProblemView, ...]

    @property
    def printed(self) -> tuple[Row, ...]:
        """The rows that a reader of the form reads, in order."""
        return tuple(row for row in self.rows if row.is_printed)
