"""The notations of labels, as patterns; :mod:`bracketed.outline.labels` reads with them.

The groups: ``label`` is what is printed, ``n`` its number, ``stop`` the sign after it, ``old``
a former number and ``by`` an attribution.
"""

import re

_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|[IVX]{1,5}|[A-Z]|\d{1,2})"
_ORDINAL = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies|alt\.?\s?\d{0,2})"
_LOOSE_ORDINAL = rf"{_ORDINAL}(?:\s+{_ORDINAL}){{0,3}}(?![a-z])"

#: Marks, remnants and Markdown that may stand before a label.
BEFORE = re.compile(r"(?:\s|\*\*|\[(?:bookmark|image)\s*:[^\[\]\n]*\]|\[(?!new\]))*", re.IGNORECASE)
ANNEX = re.compile(
    rf"(?P<label>annex(?:e|ure)?\b:?(?:\s+(?P<n>{_COUNT})\b)?\s*(?P<stop>[:.–—-])?)"
    r"(?:\s*(?P<by>\([^()\[\]\n]{1,80}\)))?",
    re.IGNORECASE,
)
CHAPTER = re.compile(
    rf"(?P<label>(?P<word>chapter|part|section)\s+(?P<n>{_COUNT})\b\s*(?P<stop>[:.–—-])?)",
    re.IGNORECASE,
)
LETTER_HEADING = re.compile(r"(?P<label>(?P<n>[A-HJ-UWYZ])[.)])(?=\s)")
ROMAN_HEADING = re.compile(r"(?P<label>(?P<n>[IVX]{2,5}|[IVX]{1,5}(?=[.)]))[.)]?)(?=\s)")
CODE = re.compile(r"(?P<label>[CС]\s?(?P<n>\d{1,2})\s?[.:)]?)(?=\s|\Z)")
SLOT = re.compile(
    r"(?P<label>(?:chapter\s+\w{1,6},\s*)?para(?:graph)?s?\.?\s+(?:nos?\.?\s*)?"
    rf"(?P<n>\d{{1,3}}(?:\s?{_LOOSE_ORDINAL})?)"
    r"(?P<more>(?:\s?(?:,|–|-|&|and|to)\s?\d{1,3}){0,40})\s*:?)"
    r"(?:\s*(?P<by>\([^()\[\]\n]{1,80}\)))?\s*:?(?:\*\*)?\s*\Z",
    re.IGNORECASE,
)
DECIMAL = re.compile(
    r"(?P<label>(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})(?P<stop>\.?))(?=\s+[A-Z\[“]|\s*\Z)"
)
NUMBER = re.compile(
    rf"(?P<label>(?:\[new\]\s*)?\(?(?P<n>\d{{1,3}})(?:\s?(?P<ordinal>{_LOOSE_ORDINAL}))?)"
    r"(?:\s*(?P<old>\((?:former|formerly|ex|old)\b[^()\[\]\n]{1,30}\)))?"
    r"(?P<stop>\s?[.)](?!\d)|(?=\s))(?P<again>\s+(?P=n)\.(?=\s))?",
    re.IGNORECASE,
)
OLD_NUMBER = re.compile(rf"\s*(?P<old>\[\d{{1,3}}(?:\s?{_LOOSE_ORDINAL})?\.\])", re.IGNORECASE)
RESOLUTION = re.compile(
    rf"(?P<label>\(?(?P<n>(?:PP|OP)\s?\d{{1,3}}(?:\s?{_LOOSE_ORDINAL})?)\)?[.:]?)(?=\s|\[|\Z)",
)
LETTER = re.compile(r"(?P<label>\(?(?P<n>([a-z])\3?)(?:\)|\.(?=\s|\Z)))")
ROMAN = re.compile(r"(?P<label>\(?(?P<n>[ivx]{1,5})(?:\)|\.(?=\s|\Z)))")
DIGITS = re.compile(r"[0-9]+")
BULLET = re.compile(r"(?P<label>(?:[·•●▪◦‣►▶»]\s*|[*–—-](?:\s+|\Z))+)")
ALTERNATIVE = re.compile(
    r"(?P<label>(?:alt(?:ernative)?|option)(?![a-z])\.?\s*"
    rf"(?P<n>\d{{1,2}}|[a-z](?=\s*(?:[:.)]|\Z)))?(?:\s?{_ORDINAL})?\s*(?::|[.)](?=\s)|(?=\Z)))",
    re.IGNORECASE,
)
