"""What is done to brackets at the table, as functions from text to text.

Positions count in the text given. A position may be any place inside a bracket or an
alternative, its marks included; the innermost one is meant. Everything outside stays as
printed, character for character, but for the tidying of the places that were touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bracketed.inline import parse_wording
from bracketed.matching import match_brackets
from bracketed.model import Alternative, Group, GroupKind, NotThere, Reason, Tree
from bracketed.parties import names_parties, read_attribution
from bracketed.seams import join, left_over

_OPTION = re.compile(r"(?P<word>(?:alt\w*|option)\.?\s*)(?P<number>\d+|[A-Y]\b|)", re.IGNORECASE)


def put_in_brackets(text: str, start: int, end: int) -> str:
    """Put brackets around ``text[start:end]``, without the white space at its edges.

    :raises NotThere: nothing is there, a word would be cut, or a pair would be crossed.
    """
    words = _selected(text, start, end)
    _refuse_cut_words(text, words)
    return f"{text[: words.start]}[{text[words.start : words.end]}]{text[words.end :]}"


def lift(text: str, at: int) -> str:
    """Take the brackets around ``at`` away; the words stay.

    A mark that has no other end goes alone when ``at`` is its place.

    :raises NotThere: there is no bracket around this place.
    """
    pairs, unclosed, unopened = match_brackets(text)
    if at in unclosed or at in unopened:
        return join(text, left_over(len(text), [(at, at + 1)])).text
    start, end = _innermost(pairs, at)
    return join(text, left_over(len(text), [(start, start + 1), (end - 1, end)])).text


def delete_with_words(text: str, at: int) -> str:
    """Take the bracket around ``at`` away with its words.

    What they would leave behind goes, too: a double space, a comma that separates nothing.

    :raises NotThere: there is no bracket around this place.
    """
    start, end = _innermost(match_brackets(text).pairs, at)
    return join(text, left_over(len(text), [(start, end)])).text


def choose(text: str, at: int) -> str:
    """Keep the alternative at ``at``, without its brackets; the others of its group go.

    :raises NotThere: no alternatives compete at this place.
    """
    tree = parse_wording(text)
    group, chosen = _chosen(tree, at)
    start, end = _with_brackets_of_its_own(tree, group)
    kept = [(0, start), (chosen.start, chosen.end)]
    first = group.alternatives[0]
    if chosen.start == chosen.end and text[:start].endswith("\n") and text.startswith("\n", end):
        end += 1  # no text: its line goes, too
    if group.kind is GroupKind.REPLACEMENT:
        # What stands between the word and its replacement goes after either: review;
        between = text[first.end : text.find("[", first.end)].rstrip()
        kept.append((first.end, first.end + len(between)))
    kept.append((end, len(text)))
    return join(text, kept).text


def add_alternative(text: str, start: int, end: int, words: str) -> str:
    """Offer ``words`` beside ``text[start:end]``, in the notation that stands there.

    The stretch is a bracket, an alternative of a group, or plain words: these get brackets.

    :raises NotThere: nothing is there, ``words`` are none or do not balance, a word would be
        cut, a pair would be crossed, or a slash cannot join the words.
    """
    words = words.strip()
    if not words:
        raise NotThere(Reason.NO_WORDS_OFFERED)
    if any(match_brackets(words)[1:]):
        raise NotThere(Reason.UNBALANCED)
    old = _selected(text, start, end)
    tree = parse_wording(text)
    group = _group_of(tree, old)
    if group is not None:
        return _added_to(text, group, words)
    if text[old.start] == "[" and (old.start, old.end) in match_brackets(text).pairs:
        return f"{text[: old.end]} [{words}]{text[old.end :]}"
    _refuse_cut_words(text, old)
    return f"{text[: old.start]}[{text[old.start : old.end]}] [{words}]{text[old.end :]}"


def attribute(text: str, start: int, end: int, party: str) -> str:
    """Say whose words ``text[start:end]`` are: ``[US: …]``.

    The stretch is a bracket, or all that stands in one, which then names the party, beside
    those that it names already; or plain words: these get brackets.

    :raises NotThere: nothing is there, ``party`` is no name of a party, a word would be cut, or
        a pair would be crossed.
    """
    party = party.strip()
    if not names_parties(party):
        raise NotThere(Reason.NO_PARTY, party)
    words, pairs = _selected(text, start, end), match_brackets(text).pairs
    if (words.start - 1, words.end + 1) in pairs:
        words = Alternative(words.start - 1, words.end + 1)
    if (words.start, words.end) not in pairs:
        _refuse_cut_words(text, words)
        return f"{text[: words.start]}[{party}: {text[words.start : words.end]}]{text[words.end :]}"
    known = read_attribution(text, words.start, words.end)
    if known is None:
        return f"{text[: words.start]}[{party}: {text[words.start + 1 :]}"
    before = known.parties in text[words.start : known.start]
    named = text.find(known.parties, words.start if before else known.end) + len(known.parties)
    return f"{text[:named]}/{party}{text[named:]}"


def _selected(text: str, start: int, end: int) -> Alternative:
    """The stretch without white space at its edges, refused where it cannot be taken whole."""
    if not 0 <= start < end <= len(text):
        raise NotThere(Reason.NO_WORDS)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise NotThere(Reason.ONLY_SPACES)
    if any(match_brackets(text, start, end)[1:]):
        raise NotThere(Reason.CROSSES)
    return Alternative(start, end)


def _refuse_cut_words(text: str, words: Alternative) -> None:
    for at in (words.start, words.end):
        if 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
            begin, end = at, at
            while begin and text[begin - 1].isalnum():
                begin -= 1
            while end < len(text) and text[end].isalnum():
                end += 1
            raise NotThere(Reason.CUTS_A_WORD, text[begin:end])


def _innermost(pairs: list[tuple[int, int]], at: int) -> tuple[int, int]:
    # Pairs come in the order of their closing: the first around a place is the innermost.
    for start, end in pairs:
        if start <= at < end:
            return start, end
    raise NotThere(Reason.NO_BRACKET)


def _chosen(tree: Tree, at: int) -> tuple[Group, Alternative]:
    """The innermost group whose alternative stands at ``at``, and which one it is."""
    found: tuple[Group, Alternative] | None = None
    for group in tree.groups:
        if group.start <= at < group.end:
            for alternative, start, end in _claims(tree.text, group):
                if start <= at < end:
                    found = group, alternative
    if found is None:
        raise NotThere(Reason.NO_ALTERNATIVES)
    return found


def _claims(text: str, group: Group) -> Iterator[tuple[Alternative, int, int]]:
    """Each alternative with the stretch it is pointed at by: its label and marks, its words."""
    start = group.start
    for one, following in zip(group.alternatives, [*group.alternatives[1:], None], strict=True):
        if following is None:
            end = group.end
        else:
            end = one.end
            while end < following.start and text[end] in " \t]":
                end += 1
            if one.start == one.end:  # no text: all of its line
                line = text.find("\n", end, following.start)
                end = end if line < 0 else line
        yield one, start, end
        start = end


def _with_brackets_of_its_own(tree: Tree, group: Group) -> tuple[int, int]:
    """The stretch of a group; with the brackets around when they hold nothing else."""
    text, start, end = tree.text, group.start, group.end
    around = [each for each in tree.brackets if each.start < start and end < each.end]
    if around:
        before, after = text[around[-1].start + 1 : start], text[end : around[-1].end - 1]
        if not before.strip() and not after.strip():
            return around[-1].start, around[-1].end
    return start, end


def _group_of(tree: Tree, words: Alternative) -> Group | None:
    """The innermost group one of whose alternatives, with or without marks, is this stretch."""
    text, found = tree.text, None
    bare = words
    if text[words.start] == "[":
        start, end = words.start + 1, words.end - 1
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        bare = Alternative(start, end)
    for group in tree.groups:
        is_whole = (words.start, words.end) == (group.start, group.end)
        if is_whole or words in group.alternatives or bare in group.alternatives:
            found = group
    return found


def _next_label(text: str, group: Group) -> str:
    """The label after the last one printed: ``ALT2`` → ``ALT3``, ``Option A`` → ``Option B``."""
    before, last = group.alternatives[-2:]
    printed = _OPTION.search(text, before.end, last.start)
    if printed is None:
        return "Alt"
    number = printed["number"]
    if number.isdigit():
        number = str(int(number) + 1)
    elif number:
        number = chr(ord(number) + 1)
    return printed["word"] + number


def _added_to(text: str, group: Group, words: str) -> str:
    head, tail = text[: group.end], text[group.end :]
    match group.kind:
        case GroupKind.ADJACENT:
            return f"{head} [{words}]{tail}"
        case GroupKind.SLASH_BETWEEN:
            return f"{head}/[{words}]{tail}"
        case GroupKind.CONNECTIVE:
            return f"{head} [or] [{words}]{tail}"
        case GroupKind.SLASH_INSIDE:
            if len(words.split()) > 1 or "/" in words:
                raise NotThere(Reason.SLASH)
            return f"{head}/{words}{tail}"
        case GroupKind.BLOCKS:
            return f"{head}\n{_next_label(text, group)}: {words}{tail}"
        case GroupKind.REPLACEMENT:
            old = " ".join(f"[{text[one.start : one.end]}]" for one in group.alternatives)
            first = group.alternatives[0]
            between = text[first.end : text.find("[", first.end)].rstrip()
            return f"{text[: group.start]}{old} [{words}]{between}{tail}"
