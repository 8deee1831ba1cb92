"""Places where a redline lost its colours and deleted and inserted words run together.

Only the text itself and short lists of English words: a spelling dictionary would report
names and terms by the hundred. Each list is of what cannot stand in a finished sentence
("could should", "are is", "ofpersons"), so that nearly everything reported is right; what
is missed stays for the reader. Texts in another language are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bracketed.families import ACTS, MODALS
from bracketed.model import Bracket, Problem, ProblemKind

_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "our"))
_BE = frozenset(("is", "are", "was", "were"))
_NEEDED = frozenset(
    ("essential", "necessary", "needed", "important", "vital", "crucial", "critical", "required",
     "indispensable")
)  # fmt: skip
_AIMS = frozenset(("outcomes", "goals", "objectives", "targets", "commitments", "agreements"))
#: Small words that nobody writes twice ("that that" and "had had" can be meant).
_NEVER_TWICE = frozenset(
    ("is", "are", "was", "were", "the", "a", "an", "of", "to", "and", "or", "in", "for", "by",
     "with", "at", "as", "be", "from", "its", "their", "our", "which", "this", "these", "we",
     "should", "shall", "will", "has", "have")
)  # fmt: skip
#: What follows the object-less verb in "We support value regional … efforts".
_OBJECT = frozenset(
    ("the", "a", "an", "its", "their", "our", "all", "that", "this", "these", "regional",
     "international", "national", "global", "further", "continued")
)  # fmt: skip


def _never_follow() -> Mapping[str, frozenset[str]]:
    """Each first word with the words that cannot come right after it."""
    pairs: dict[str, set[str]] = {word: {word} for word in _NEVER_TWICE}
    for rivals in (MODALS, _BE, _NEEDED, _AIMS, _DETERMINERS):
        for word in rivals:
            pairs.setdefault(word, set()).update(rivals - {word})
    pairs["other"] = {"the"}
    pairs["to"].add("within")
    for act in ACTS:
        pairs.setdefault(act, set()).update(ACTS - {act})
    return {word: frozenset(followers) for word, followers in pairs.items()}


_NEVER_FOLLOW = _never_follow()

_RUN_TOGETHER = re.compile(
    r"(?:in(?:order|addition|accordance|particular|terms|relation)|aswell|suchas|dueto|atleast"
    r"|(?:should|could|would|will|can|must)be|ha(?:s|ve)been"
    r"|(?:in|on|to|at|by|from|for|with|and|of|that|is|are|as|all|into)"
    r"(?:the|this|these|those|their|which|its)"
    r"|of(?![ft])[a-z]{3,}"  # English words in of- go on with f or t
    r"|with(?!al|dr|e|h|in|out|st|y)[a-z]{3,}"
    r"|and(?!roid|rog|ant|ean|es|orr)[a-z]{3,}"
    r"|the(?:most|same|other|world|need|internet|information|first|last|role|public|private"
    r"|national|international|global|importance|development|people|countries|governments?"
    r"|implementation|following|right)"
    r"|(?:stakeholders|governments|countries|organi[sz]ations|technologies|societies|communities"
    r"|individuals|initiatives|activities|policies|services|commitments|principles|resources"
    r"|challenges|opportunities)[a-z]{2,}"
    r"|(?P<twice>[a-z]{3,})[a-z]?(?P=twice))\Z"
)
_REAL_WORDS = frozenset(("murmur", "tartar", "couscous", "bonbon", "beriberi", "pompom", "tsetse"))
#: Ends of words that are no words: "tradition [neutral …] nal".
_FRAGMENTS = frozenset(
    ("nal", "tion", "tions", "ment", "ments", "ness", "ing", "ings", "tional", "ional", "ity",
     "ities", "isation", "ization", "o")
)  # fmt: skip
_OTHER_LANGUAGE = frozenset(
    ("de", "la", "el", "los", "las", "les", "des", "et", "und", "der", "die", "que", "para", "del",
     "du", "il", "della", "dos", "das", "y", "e", "o", "en")
)  # fmt: skip
_WORD_BEFORE = re.compile(r"[\w’'-]+\s*\Z")
#: A sentence that ends and goes on in small letters: "for all citizens. persons without".
_GOES_ON = re.compile(r"(?P<last>[a-z]{5,})[\])]{0,2}\. (?P<next>[a-z]{2,})(?![\w./@:)-])")
_SHORTENED = frozenset(("paras", "approx", "resol"))
_FOR_A = re.compile(r"for a\b")
#: Longer than any two words; and how many words without fault are remembered.
_LONGEST, _REMEMBERED = 50, 1 << 16
_FINE: set[str] = set()
_TRIMMINGS = "[](){}.,;:!?\"'“”‘’—–-/"


def find_lost_redlines(text: str, brackets: Sequence[Bracket]) -> Iterator[Problem]:
    """Suspected lost redlines; positions count in ``text``."""
    words = text.split()
    known = set(words)
    if "the" not in known and len(known & _OTHER_LANGUAGE) > 1:
        return
    suspects = _suspects(known)
    # Most texts have none: places are worked out only when a first look finds words.
    if suspects or (not known.isdisjoint(_NEVER_FOLLOW) and _has_rivals(words)):
        yield from _place(text, words, suspects, {each.end: each.start for each in brackets})
    yield from _sentences_gone_on(text)


def _suspects(words: set[str]) -> set[str]:
    """The words that are no words. Texts share their vocabulary, so each is judged once."""
    unknown = words - _FINE
    found = {word for word in unknown if len(word) <= _LONGEST and _is_no_word(word)}
    if len(_FINE) < _REMEMBERED:
        _FINE.update(word for word in unknown - found if len(word) <= _LONGEST)
    return found


def _is_no_word(printed: str) -> bool:
    word = printed.strip(_TRIMMINGS)
    if word in _FRAGMENTS:
        return word == printed.strip(".,;:") and (word != "o" or word == printed)
    return bool(_RUN_TOGETHER.match(word)) and word not in _REAL_WORDS


def _has_rivals(words: list[str]) -> bool:
    follow = _NEVER_FOLLOW
    return any(
        first in follow and second.rstrip(_TRIMMINGS) in follow[first]
        for first, second in pairwise(words)
    )


def _place(
    text: str, words: list[str], suspects: set[str], starts: Mapping[int, int]
) -> Iterator[Problem]:
    before, at = "", 0
    for word, after, beyond in zip(words, [*words[1:], ""], [*words[2:], "", ""], strict=False):
        at = text.find(word, at)
        end = at + len(word)
        if word in suspects:
            yield _place_word(text, at, end, starts)
        if word in _NEVER_FOLLOW:
            second = after.rstrip(_TRIMMINGS)
            if second and _are_rivals(before, word, second, beyond):
                yield _problem(text, at, text.find(second, end) + len(second))
        before, at = word, end


def _place_word(text: str, start: int, end: int, starts: Mapping[int, int]) -> Problem:
    printed = text[start:end]
    end -= len(printed) - len(printed.rstrip(_TRIMMINGS))
    start += len(printed) - len(printed.lstrip(_TRIMMINGS))
    if text[start:end] in _FRAGMENTS:
        start = _start_of_cut_word(text, start, starts)
    elif _FOR_A.match(text, end - 3):
        end += 2  # "forafor a": "for a" and "fora"
    return _problem(text, start, end)


def _start_of_cut_word(text: str, fragment: int, starts: Mapping[int, int]) -> int:
    """Where the word begins that ``fragment`` was cut from, across one pair of brackets."""
    at = fragment
    while at and text[at - 1] == " ":
        at -= 1
    if at in starts:
        at = starts[at]
    word = _WORD_BEFORE.search(text[max(0, at - 40) : at])
    return max(0, at - 40) + word.start() if word else fragment


def _are_rivals(before: str, first: str, second: str, beyond: str) -> bool:
    if second not in _NEVER_FOLLOW[first]:
        return False
    if first in ACTS and second in ACTS:
        return before in ("We", "also") and beyond in _OBJECT
    if first == "to" and second == "within":
        return before == "according"
    return True


def _sentences_gone_on(text: str) -> Iterator[Problem]:
    at = text.find(". ")
    while at >= 0:
        if text[at + 2 : at + 3].islower():
            begin = max(0, at - 30)
            for place in _GOES_ON.finditer(text, begin, at + 40):
                if place.start("next") == at + 2 and place["last"] not in _SHORTENED:
                    yield _problem(text, place.start(), place.end())
        at = text.find(". ", at + 2)


def _problem(text: str, start: int, end: int) -> Problem:
    return Problem(ProblemKind.LOST_REDLINE, start, end, " ".join(text[start:end].split()))
