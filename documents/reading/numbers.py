"""How a word processor prints the number of a paragraph."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
#: No text counts further; beyond, a number is printed in digits.
_MOST = 4999
#: A bullet that the engine knows; symbol fonts have theirs at places that mean nothing.
BULLET = "•"
_BULLETS = frozenset("·•●▪◦‣►▶»–—-*")
#: The names of formats of OOXML, and the letters by which OpenDocument and HTML call them.
_FORMATS = {
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
    "a": "a",
    "A": "A",
    "i": "i",
    "I": "I",
    "lower-alpha": "a",
    "upper-alpha": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}


def read_number(printed: str, otherwise: int | None) -> int | None:
    """The number that a file states in digits; ``otherwise`` where it states none, or one beyond
    all texts."""
    is_number = printed.isascii() and printed.isdecimal() and len(printed) < 7
    return int(printed) if is_number else otherwise


def print_number(number: int, how: str) -> str:
    """A number as the format ``how`` prints it; in digits where that is not known."""
    if how == "decimalZero":
        return f"{number:02d}"
    how = _FORMATS.get(how, "1")
    if how == "1" or not 0 < number <= _MOST:
        return str(number)
    found = _letters(number) if how in "aA" else _roman(number)
    return found.upper() if how.isupper() else found


def print_bullet(sign: str) -> str:
    """The sign of a bullet list."""
    sign = sign.strip()
    return sign if sign in _BULLETS and sign else BULLET


def _letters(number: int) -> str:
    """Letters as word processors count: after z come aa and bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        found += sign * (number // value)
        number %= value
    return found
