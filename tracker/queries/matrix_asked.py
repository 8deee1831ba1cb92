"""What a reader of a matrix asks for, and the addresses that ask for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

#: What ``?show=`` and ``?fold=`` may say.
SHOWS: Final = ("all", "not-agreed", "alternatives", "changed", "reopened", "contradictions")
FOLDS: Final = ("agreed", "all", "nothing")
#: How many rows come at once.
WINDOW: Final = 200
#: The last row of all, for a print.
EVERY: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters, folds and the window of rows, counted from 1; ``turned`` are rows that the reader
    wants the other way round, ``row`` one that the window is to hold. ``chapter`` and ``row``
    are public ids, ``line`` the code of an action line, ``holder`` the name of a party."""

    show: str = "all"
    fold: str = "agreed"
    turned: frozenset[str] = frozenset()
    chapter: str = ""
    line: str = ""
    status: str = ""
    holder: str = ""
    text: str = ""
    first: int = 1
    last: int = WINDOW
    row: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether single rows are sought, so that nothing is folded away."""
        return bool(self.show != "all" or self.status or self.holder or self.text)

    @property
    def has_choices(self) -> bool:
        """Whether any of the choices of the form is made."""
        return bool(self.chapter or self.line or self.status or self.holder or self.text)

    def address(self, **changes: Any) -> str:
        """The query of the same matrix with some of it asked otherwise; it begins anew unless
        rows are named."""
        begins: dict[str, Any] = {"first": 1, "last": WINDOW, "row": ""}
        other = replace(self, **(begins | changes))
        said = {
            name: value
            for name in ("show", "fold", "chapter", "line", "status", "holder", "text", "row")
            if (value := getattr(other, name)) != getattr(_PLAIN, name)
        }
        if other.turned:
            said["turned"] = ",".join(sorted(other.turned))
        if (other.first, other.last) != (1, WINDOW):
            said["rows"] = "all" if other.last >= EVERY else f"{other.first}-{other.last}"
        return f"?{urlencode(said, safe=',')}"


_PLAIN: Final = Asked()
