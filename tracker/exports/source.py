"""The source form of a whole text: what it prints."""

from __future__ import annotations

from bracketed.outline.printed import print_provisions
from documents.queries import printed
from documents.reading_back import to_print
from tracker.exports.consolidated import head_of, is_unprinted
from tracker.queries.moment import Moment, Reader, view_of_moment


def source_text(moment: Moment, user: Reader) -> str:
    """What the draft prints, byte for byte; of a text that was being written what it would have
    printed then, in the layout in which it is issued."""
    if not is_unprinted(moment):
        return printed(moment.draft)
    head = head_of(moment, "source", user)
    living = view_of_moment(moment).living
    provisions = [to_print(one, one.depth) for one in living.provisions]
    return print_provisions([head.document, *head.lines], provisions)[0]
