"""What a pair of brackets is for.

Brackets are disputed words unless they are clearly something else: their words and what
stands around them decide. Only a bounded stretch is looked at, so that deep nesting stays
linear.
"""

from __future__ import annotations

import re

from bracketed.model import BracketKind
from bracketed.parties import read_attribution

#: So many characters of a bracket are looked at, and so many before it.
_LOOK, _LOOK_BACK = 160, 40

_REMNANT = re.compile(
    r"(?:bookmark|image|picture|hyperlink|embedded|footnoteref|endnoteref)\s*:"
    r"|if\s+!?\w+\Z|endif\Z",
    re.IGNORECASE,
)
#: A link of a converted document: [WSIS+10/4/4/Pre-agreed](#).
_LINK = re.compile(r"\((?:#|https?://|mailto:|\.{0,2}/)[^()\s]{0,300}\)")

_NOTE = re.compile(
    r"(?:note|n\.b\.|nb|editor['’]?s?['’]? note|editorial(?: note)?|comments?|footnote|source"
    r"|explanatory note|(?:secretariat|drafting|facilitators?|co-?chairs?|chairs?)['’]?s?['’]? note"
    r"|note (?:by|from|of|to) [^:]{1,60})\s*:"
    r"|note (?:by|from) the\b|(?:to be )?(?:moved|merged|relocated) (?:to|from|with|here)\b"
    r"|(?:placement|language|wording) to be\b"
    r"|(?:see|cf\.?|ref\.? to|based on) (?:also )?(?:paras?|paragraphs?|op ?\d|pp ?\d)\b",
    re.IGNORECASE,
)
#: What follows [New] where it marks a label: [New] 62bis.
_NEW_LABEL = re.compile(r"\s*(?:\d|OP|PP|[a-z]\)|\()")

_PLACEHOLDER = re.compile(
    r"(?:\d{0,3}x{1,4}|[yn](?=[/–-]))(?:[/.,–—-]\s?(?:\d{0,3}x{1,4}|[yzn]|\d{1,4}))*"
    r"(?:\s?%|\sper ?cent)?\Z"
    r"|(?:[.…\s]{2,}|…|(?:\d\d)?_+|\?+|-{2,})\Z"
    r"|(?:dates?|venue)(?: and (?:place|venue|time))?\Z|(?:place|venue|time) and (?:the )?dates?\Z"
    r"|(?:(?:text|dates?|figures?|title|name|number|list|details?|place|amount|year) )?to be "
    r"(?:completed|determined|decided|defined|added|confirmed|inserted|provided|developed|drafted"
    r"|specified|updated|announced|agreed|filled in)(?:\s*[,;:(–-].*| later| in due course"
    r"| by (?:the )?(?:secretariat|co-?chairs?|chair|facilitators?|editors?))?\Z"
    r"|(?:tb[acd]|blank|(?:insert|placeholder)\b.{0,80}|(?:name|title|symbol) of .{1,40})\Z",
    re.IGNORECASE | re.DOTALL,
)
#: Words that are a placeholder only where something has to be filled in: in [year].
_FILLED_IN = re.compile(r"(?:year|month|day|place|city|number|title|name|amount)\Z")
_FILLED_IN_AFTER = re.compile(r"\b(?:in|on|at|by|from|until|since|before|after|no\.|number)\s?\Z")

_FOOTNOTE = re.compile(r"(?:\d{1,3}|[*†‡]{1,3})\Z")
_OLD_NUMBER = re.compile(
    r"(?P<said>(?:ex|former|formerly|old|previously|prev\.?)[ -]+)?(?:paras?\.? |paragraph )?"
    r"(?:OP ?|PP ?)?\d{1,3}(?:\.\d{1,2})*(?: ?(?:bis|ter|quater|alt))*(?P<stop>[.)]?)\Z",
    re.IGNORECASE,
)
#: A label with nothing before it on its line: ``39. ``, ``60 bis ``, ``(i) ``, ``OP8 ``.
_AFTER_LABEL = re.compile(
    r"(?:\A|\n)[ \t]*(?:\[new\] ?)?[\[(]?(?:(?:OP|PP|C)? ?\d{1,3}(?:\.\d{1,2})*|[a-z]{1,4}(?=[.)]))"
    r"(?: ?(?:bis|ter|quater|quinquies|alt))*[.)\]]{0,2}[ \t]*\Z",
    re.IGNORECASE,
)
_LINE_START = re.compile(r"(?:\A|\n)[ \t\[]*\Z")
#: A number that belongs to the sentence: by [30], paragraph [12], US$ [100]; [10] per cent.
_COUNTED_AFTER = re.compile(
    r"(?:\b(?:by|in|of|at|to|the|least|most|than|every|within|under|over|about|nearly|paras?\.?"
    r"|paragraphs?|articles?|resolution|chapter|section|annex|another|next|last|past|for|from|and"
    r"|or|is|are|top|between|until|first)|[$€£(/–—-])\s?\Z",
    re.IGNORECASE,
)
_COUNTED_BEFORE = re.compile(
    r"\s?(?:per ?cent|%|°|percentage|years?|months?|weeks?|days?|hours?|million|billion|trillion"
    r"|countries|states|members?|meetings?|sessions?|times|persons|people|dollars?|km|/)",
    re.IGNORECASE,
)

_STATUS = re.compile(
    r"(?P<agreed>(?:provisionally |finally |final |pre-? ?)?agreed|(?:agreed |closed )?ad ref"
    r"(?:erendum)?|(?:suggested|proposed|ready|recommended) for closure)"
    r"(?:\s+(?:draft|text|language|para(?:graph)?|ad ref(?:erendum)?|in principle)"
    r"|(?:\s+(?:in|by|at|on|as of|as at|subject to|pending)\b|\s*[,;:(–—-]).*)*\Z"
    r"|(?P<other>not agreed|consensus reached|under silence(?: procedure)?|silence broken|pending)"
    r"(?:\s*[,;:(–—-].*)?\Z"
    r"|(?:adopted|open|closed|final|deleted|withdrawn|retained)\Z",
    re.IGNORECASE | re.DOTALL,
)
_LINE_ENDS = re.compile(r"[ \t\r.;,:\])*]{0,12}(?:\n|\Z|\[\s?(?i:agreed|suggested|final|led|pre))")
_SENTENCE_ENDED = re.compile(r"(?:(?:\A|\n)[ \t\[]*|[.;:!?\])”\"’][ \t]*)\Z")
_SENTENCE_BEGINS = re.compile(r"[ \t]*(?:\d{1,3}\.? ?)?[A-Z“\[]")


def end_of_link(text: str, end: int) -> int:
    """Where the address after a bracket that ends at ``end`` ends; ``end`` without one."""
    link = _LINK.match(text, end) if text.startswith("(", end) else None
    return link.end() if link else end


def classify(text: str, start: int, end: int) -> BracketKind:
    """The kind of the pair ``text[start:end]``, read from its words and what stands around."""
    inner = text[start + 1 : min(end - 1, start + 1 + _LOOK)].strip()
    if not inner:
        return BracketKind.TEXT
    if _REMNANT.match(inner) or end_of_link(text, end) > end:
        return BracketKind.REMNANT
    if _NOTE.match(inner):
        return BracketKind.NOTE
    if end - start - 2 <= _LOOK:
        kind = _classify_short(text, start, end, inner)
        if kind is not None:
            return kind
    attribution = read_attribution(text, start, end)
    return BracketKind.TEXT if attribution is None else BracketKind.ATTRIBUTION


def _classify_short(text: str, start: int, end: int, inner: str) -> BracketKind | None:
    # A cut stretch must not look like the start of a line: the ellipsis stands for the rest.
    before = text[:start] if start <= _LOOK_BACK else "…" + text[start - _LOOK_BACK : start]
    if _is_old_number(inner, before):
        return BracketKind.OLD_NUMBER
    if _FOOTNOTE.match(inner):
        return BracketKind.TEXT if _is_counted(text, end, before) else BracketKind.FOOTNOTE
    status = _STATUS.match(inner)
    if status and _is_tag(status, text, end, before):
        return BracketKind.STATUS
    if inner.lower() == "new" and _LINE_START.search(before) and _NEW_LABEL.match(text, end):
        return BracketKind.NOTE
    if _PLACEHOLDER.match(inner) or inner in ("N", "Y"):
        return BracketKind.PLACEHOLDER
    if _FILLED_IN.match(inner) and _FILLED_IN_AFTER.search(before):
        return BracketKind.PLACEHOLDER
    return None


def _is_old_number(inner: str, before: str) -> bool:
    """``39. [44.]``: the number of an earlier draft, after the label or said to be one."""
    number = _OLD_NUMBER.match(inner)
    if number is None:
        return False
    if number["said"] or _AFTER_LABEL.search(before):
        return True
    return bool(number["stop"] and _LINE_START.search(before))


def _is_counted(text: str, end: int, before: str) -> bool:
    """Whether a bracketed number is part of the sentence and no footnote mark."""
    if before and not before[-1].isspace() and before[-1] not in "$€£(/–—-":
        return text.startswith(("%", "°"), end)
    if _LINE_START.search(before):
        return False
    return bool(_COUNTED_AFTER.search(before) or _COUNTED_BEFORE.match(text, end))


def _is_tag(status: re.Match[str], text: str, end: int, before: str) -> bool:
    """Whether status words stand as a tag: "[agreed] development goals" is disputed text."""
    firm = status["agreed"] or status["other"]
    if firm and (firm[0].isupper() or "ad ref" in status[0].lower()):
        return True
    ended = _SENTENCE_ENDED.search(before) is not None
    if _LINE_ENDS.match(text, end):
        # As in a heading: "C6 Enabling environment [agreed]"; but not "as [agreed]."
        return ended or bool(status["agreed"] and not text.startswith((".", ",", ";"), end))
    return bool(firm and ended and _SENTENCE_BEGINS.match(text, end))
