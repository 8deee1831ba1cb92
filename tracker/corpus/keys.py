"""Keys for the provisions that the program reads by itself: made from codes and labels, so that
the same text gives the same keys, and links to its provisions, on every machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bracketed.model import HEADINGS, Kind, Role
from documents.plans import WordingPlan
from tracker.corpus.model import DraftEntry
from tracker.corpus.quotes import begins_with
from tracker.corpus.refusals import BadManifest

_ROLES = {Role.ALTERNATIVE: "alt", Role.ADDITION: "add"}


def name_wordings(plans: Sequence[WordingPlan], draft: DraftEntry) -> tuple[WordingPlan, ...]:
    """The same plans; ``key`` and ``public_key`` are what the manifest calls them, or else the
    path of codes and labels down to them: ``vision/C5/7/alt-1``.

    :raises BadManifest: when a name of the manifest fits no provision, or several.
    """
    given = dict(_given(plans, draft))
    keys: dict[str, str] = {}
    taken = {name for name, _ in draft.names}
    for plan in plans:
        above = keys[plan.parent] if plan.parent is not None else draft.document
        keys[plan.key] = given.get(plan.key) or _free(_path(plan, above, draft.document), taken)
        taken.add(keys[plan.key])
    return tuple(
        replace(
            plan,
            key=keys[plan.key],
            public_key=keys[plan.key],
            parent=keys[plan.parent] if plan.parent is not None else None,
        )
        for plan in plans
    )


def _given(plans: Sequence[WordingPlan], draft: DraftEntry) -> list[tuple[str, str]]:
    found = []
    for name, words in draft.names:
        fits = [plan.key for plan in plans if begins_with(plan.text or plan.heading, words)]
        if len(fits) != 1:
            how = "several provisions begin" if fits else "no provision begins"
            raise BadManifest(f"{draft.where}, names, {name}: {how} with “{words}”.")
        found.append((fits[0], name))
    return found


def _path(plan: WordingPlan, above: str, document: str) -> str:
    """A code names a heading in the whole document, a number within what it stands under."""
    if plan.code and plan.kind in HEADINGS:
        return f"{document}/{plan.code}"
    if plan.role is not Role.TEXT:
        return f"{above}/{_ROLES[plan.role]}"
    step = _plain(plan.number or plan.label or plan.heading) or plan.kind.value
    return f"{above}/{plan.kind.value}-{step}" if plan.kind is Kind.ANNEX else f"{above}/{step}"


def _free(path: str, taken: set[str]) -> str:
    """The path; the second and later ones of the same name, and alternatives, are counted."""
    is_counted = path.rpartition("/")[2] in _ROLES.values()
    if not is_counted and path not in taken:
        return path
    place = 1 if is_counted else 2
    while f"{path}-{place}" in taken:
        place += 1
    return f"{path}-{place}"


def _plain(words: str) -> str:
    """Letters and digits with hyphens between, at most 40 characters."""
    return "-".join(re.findall(r"[^\W_]+", words))[:40].rstrip("-")
