"""Which watches an event concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from django.contrib.auth.models import User
from django.db.models import Q

from actionlines.models import LineSection
from documents.models import Draft, Wording
from negotiation.models import Event, Process, Tabling
from negotiation.queries import audience_of, visible_drafts
from tracker.following.touched import KIND, OF_A_DRAFT, TOLD, Touch, parents_of, touches_of
from tracker.following.words import normal
from tracker.models import Watch

#: Of a draft whose words nobody has been told of.
_BRINGS_WORDS = (KIND.DRAFT_IMPORTED, KIND.DRAFT_PUBLISHED)


def concerned(process: Process, events: Iterable[Event]) -> Iterator[tuple[Event, Watch]]:
    """Each event with each watch that it concerns and whose person may know of it now, their
    own acts and what came before the watch left out. The number of queries does not grow with
    the events or watches; drafts that come in are compared once for each person who watches a
    part of them, and words are looked up once for each person who watches words."""
    told = [event for event in events if event.kind in TOLD]
    watches = _watches(process) if told else []
    if not watches:
        return
    audiences = audience_of(told)
    reach = _Reach(watches, told)
    for event in told:
        for watch in watches:
            if event.actor_id == watch.person_id or event.at < watch.made_at:
                continue
            if audiences[event.pk].has(watch.person_id) and reach.has(watch, event):
                yield event, watch


def _watches(process: Process) -> list[Watch]:
    here = (
        Q(document__mandate__process=process)
        | Q(provision__document__mandate__process=process)
        | Q(line__process=process)
        | ~Q(word="")
    )
    watches = Watch.objects.filter(here, person__is_active=True).select_related("person")
    return list(watches.order_by("id"))


class _Reach:
    """What the watches reach of what the events touch."""

    def __init__(self, watches: Sequence[Watch], events: Sequence[Event]) -> None:
        self._watches, self._events = watches, events
        self._words: dict[int, dict[int, tuple[str, str]]] = {}
        self._bases: dict[tuple[int, int], Draft | None] = {}
        self._drafts: dict[tuple[int, int | None], Touch] = {}
        self._seen: dict[tuple[int, int], Touch] = {}

    def has(self, watch: Watch, event: Event) -> bool:
        """Whether the event concerns the watch, as far as its person may see."""
        if watch.document_id is not None:
            return event.document_id == watch.document_id
        touch = self._touch(watch.person, event, with_words=bool(watch.word))
        if touch is None:
            return False
        if watch.word:
            return touch.says(self._phrases[watch.pk])
        return any(self._holds(top, touch) for top in self._tops(watch))

    @cached_property
    def _phrases(self) -> dict[int, str]:
        return {watch.pk: normal(watch.word) for watch in self._watches if watch.word}

    @cached_property
    def _touches(self) -> dict[int, Touch]:
        return touches_of(self._events)

    @cached_property
    def _sections(self) -> Mapping[int, frozenset[int]]:
        """The headings of each line that is watched, with those of the lines that are its parts."""
        asked = {watch.line_id for watch in self._watches if watch.line_id}
        rows = LineSection.objects.filter(Q(line__in=asked) | Q(line__parent__in=asked))
        found: dict[int, set[int]] = {}
        for line, parent, provision in rows.values_list("line", "line__parent", "provision"):
            for one in (line, parent):
                if one is not None:
                    found.setdefault(one, set()).add(provision)
        return {line: frozenset(tops) for line, tops in found.items()}

    def _tops(self, watch: Watch) -> frozenset[int]:
        if watch.provision_id is not None:
            return frozenset([watch.provision_id])
        return self._sections.get(watch.line_id or 0, frozenset())

    def _holds(self, top: int, touch: Touch) -> bool:
        """Whether something touched is, or stands under, what is watched; or a decision on
        what that stands under covers it."""
        if top in touch.provisions:
            return True
        if any(top in self._over(one) for one in touch.provisions):
            return True
        return touch.covered is not None and touch.covered in self._over(top)

    def _over(self, provision: int) -> frozenset[int]:
        if provision not in self._parents:
            self._parents.update(parents_of([provision]))
        return self._parents[provision]

    @cached_property
    def _parents(self) -> dict[int, frozenset[int]]:
        asked = {one for touch in self._touches.values() for one in touch.provisions}
        asked |= {top for watch in self._watches for top in self._tops(watch)}
        return dict(parents_of(asked))

    def _touch(self, person: User, event: Event, *, with_words: bool) -> Touch | None:
        if event.kind in OF_A_DRAFT:
            return self._new_words(person, event) if event.kind in _BRINGS_WORDS else None
        touch = self._touches.get(event.pk)
        if touch is None or touch.texts or not with_words:
            return touch
        return self._as_seen(person, touch)

    def _as_seen(self, person: User, touch: Touch) -> Touch:
        """A touch with the words that the person may read of it."""
        (provision,) = touch.provisions or (0,)
        key = (person.pk, provision)
        if key not in self._seen:
            drafts = visible_drafts(person)
            rows = Wording.objects.filter(provision=provision, draft__in=drafts)
            last = rows.order_by("-draft__number").values_list("text", "heading").first()
            text = (last[0] or last[1]) if last else ""
            self._seen[key] = Touch(touch.provisions, (text,) if text else ())
        return self._seen[key]

    def _new_words(self, person: User, event: Event) -> Touch | None:
        """What a draft words otherwise than the one before it that the person may see."""
        draft = event.draft
        if draft is None:
            return None
        base = self._base(person, draft)
        key = (draft.pk, base.pk if base else None)
        if key not in self._drafts:
            self._drafts[key] = self._compare(draft, base)
        return self._drafts[key]

    def _base(self, person: User, draft: Draft) -> Draft | None:
        key = (person.pk, draft.pk)
        if key not in self._bases:
            proposed = Tabling.objects.filter(as_a=Tabling.AsA.PROPOSAL).values("draft")
            earlier = visible_drafts(person).filter(
                document=draft.document_id, number__lt=draft.number, language=draft.language
            )
            held = earlier.exclude(pk__in=proposed).exclude(extent=Draft.Extent.OUTLINE)
            self._bases[key] = held.order_by("-number").first()
        return self._bases[key]

    def _compare(self, draft: Draft, base: Draft | None) -> Touch:
        after = self._words_of(draft)
        before = self._words_of(base) if base else {}
        is_whole = draft.extent == Draft.Extent.WHOLE
        changed = {
            one
            for one in after.keys() | before.keys()
            if (one in after or is_whole)
            and after.get(one, ("", ""))[0] != before.get(one, ("",))[0]
        }
        texts = [side[one][1] for one in changed for side in (before, after) if one in side]
        return Touch(frozenset(changed), tuple(texts))

    def _words_of(self, draft: Draft) -> dict[int, tuple[str, str]]:
        """Hash and words of every provision of which a draft holds words."""
        if draft.pk not in self._words:
            rows = Wording.objects.filter(draft=draft).exclude(coverage=Wording.Coverage.NONE)
            self._words[draft.pk] = {
                provision: (text_hash, text or heading)
                for provision, text_hash, text, heading in rows.values_list(
                    "provision", "text_hash", "text", "heading"
                )
            }
        return self._words[draft.pk]
