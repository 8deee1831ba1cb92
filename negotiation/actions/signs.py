"""The colours and words with which a process shows its statuses."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from negotiation.actions.events import announce
from negotiation.models import Event, Process
from negotiation.policies import Act, require
from negotiation.signs import Colours, check_colours, check_words


@transaction.atomic
def choose_signs(
    process: Process, *, colours: Colours, words: Mapping[str, str], language: str, by: User
) -> Process:
    """Show the statuses of a process in these colours, and in one language in these words;
    what is left out is shown as everywhere. Codes and shapes stay.

    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when a colour cannot be told from the paper, or a word is not fit for one.
    """
    require(by, Act.ARRANGE, process)
    check_colours(colours)
    check_words(words)
    process = Process.objects.select_for_update().get(pk=process.pk)
    before = process.colours, process.words
    process.colours = {shape: dict(pair) for shape, pair in colours.items() if pair}
    process.words = {**process.words, language: dict(words)}
    if (process.colours, process.words) != before:
        process.save(update_fields=["colours", "words"])
        announce(process, Event.Kind.CALENDAR, by=by, at=timezone.now())
    return process
