"""The text engine: bracketed texts read, compared and rendered. Pure; no Django, no I/O."""

from bracketed.inline import match_brackets, parse_wording, to_source
from bracketed.model import ENGINE

__all__ = [
    "ENGINE",
    "match_brackets",
    "parse_wording",
    "to_source",
]
