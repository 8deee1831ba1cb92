"""Text inside XML."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

#: Characters that no XML 1.0 document may hold, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def text(words: str) -> str:
    """Words as the content of an element or the value of a double-quoted attribute. What XML
    cannot hold becomes a replacement character, so that nothing vanishes unseen."""
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", words), {'"': "&quot;"})


def document(root: str) -> str:
    """A whole XML file."""
    return _DECLARATION + root
