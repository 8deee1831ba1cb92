"""Who may know of events: asked once for all followers."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import User

from documents.models import Draft, Wording
from negotiation.models import Event, Member, Publication
from negotiation.policies import Act, roles_that_may
from negotiation.queries.events import CALENDAR, OF_A_DRAFT, PEOPLE, SENT

_PUBLIC = Publication.Visibility.PUBLIC
_PARTIES = Publication.Visibility.PARTIES
_SECRETARIAT = Publication.Visibility.SECRETARIAT


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody where ``public``; else these users (primary keys)."""

    public: bool
    users: frozenset[int] = frozenset()

    def has(self, user_id: int | None) -> bool:
        """Whether somebody belongs to it; None is who did not sign in."""
        return self.public or user_id in self.users

    def __and__(self, other: Audience) -> Audience:
        if self.public or other.public:
            return other if self.public else self
        return Audience(False, self.users & other.users)

    def __or__(self, other: Audience) -> Audience:
        if self.public or other.public:
            return EVERYBODY
        return Audience(False, self.users | other.users)


EVERYBODY = Audience(True)


def audience_of(events: Iterable[Event]) -> dict[int, Audience]:
    """Who may know of each event, by its primary key, as things are now. Five queries, however
    many events and users."""
    events = list(events)
    known = _Known.of(events)
    return {event.pk: known.audience(event) for event in events}


@dataclass(slots=True)
class _Known:
    """What the judgement takes: members, publications, and which drafts hold a provision."""

    superusers: frozenset[int]
    members: Mapping[tuple[int, Act], frozenset[int]]
    processes: Mapping[int, int]
    published: Mapping[int, list[tuple[datetime, str]]]
    holding: Mapping[int, frozenset[int]]
    made: dict[tuple[int, str], Audience] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Iterable[Event]) -> _Known:
        provisions = {
            event.provision_id
            for event in events
            if event.provision_id is not None and event.kind not in OF_A_DRAFT
        }
        holding: dict[int, set[int]] = defaultdict(set)
        rows = Wording.objects.filter(provision__in=provisions).values_list("provision", "draft")
        for provision, draft in rows:
            holding[provision].add(draft)
        drafts = {event.draft_id for event in events if event.draft_id is not None}
        drafts = drafts.union(*holding.values())
        processes = dict(
            Draft.objects.filter(pk__in=drafts, document__mandate__isnull=False).values_list(
                "pk", "document__mandate__process"
            )
        )
        published: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
        for publication in Publication.objects.filter(draft__in=drafts).order_by("id"):
            published[publication.draft_id].append((publication.at, publication.visibility))
        return cls(
            superusers=frozenset(
                User.objects.filter(is_active=True, is_superuser=True).values_list("pk", flat=True)
            ),
            members=_members({event.process_id for event in events} | set(processes.values())),
            processes=processes,
            published=published,
            holding={provision: frozenset(found) for provision, found in holding.items()},
        )

    def audience(self, event: Event) -> Audience:
        """Who may know of it."""
        if event.kind in PEOPLE:
            found = self._may(event.process_id, Act.ARRANGE)
        elif event.kind in SENT:
            found = self._may(event.process_id, Act.READ_PARTIES)
        else:
            found = EVERYBODY
        if event.kind in CALENDAR:
            return found
        if event.draft_id is not None:
            found &= self._sees(event.draft_id, self._visibility(event.draft_id))
        if event.edit_id is not None and event.draft_id is not None:
            found &= self._sees(event.draft_id, self._visibility(event.draft_id, event.at))
        if event.provision_id is not None and event.kind not in OF_A_DRAFT:
            found &= self._sees_one_of(self.holding.get(event.provision_id, frozenset()))
        return found

    def _sees_one_of(self, drafts: Iterable[int]) -> Audience:
        found = Audience(False, self.superusers)
        for draft in drafts:
            found |= self._sees(draft, self._visibility(draft))
        return found

    def _visibility(self, draft: int, at: datetime | None = None) -> str:
        """How far a draft is published, now or at a time."""
        published = self.published.get(draft, [])
        until = len(published) if at is None else bisect_right(published, at, key=lambda p: p[0])
        return published[until - 1][1] if until else _SECRETARIAT

    def _sees(self, draft: int, visibility: str) -> Audience:
        if visibility == _PUBLIC:
            return EVERYBODY
        if (made := self.made.get((draft, visibility))) is None:
            made = Audience(False, self.superusers)
            if (process := self.processes.get(draft)) is not None:
                made |= self._may(process, Act.READ_ALL)
                if visibility == _PARTIES:
                    made |= self._may(process, Act.READ_PARTIES)
            self.made[draft, visibility] = made
        return made

    def _may(self, process: int, act: Act) -> Audience:
        return Audience(False, self.superusers | self.members.get((process, act), frozenset()))


def _members(processes: Iterable[int]) -> dict[tuple[int, Act], frozenset[int]]:
    found: dict[tuple[int, Act], set[int]] = defaultdict(set)
    rows = Member.objects.filter(process__in=processes, user__is_active=True)
    for user, process, role in rows.values_list("user", "process", "role"):
        for act in (Act.ARRANGE, Act.READ_ALL, Act.READ_PARTIES):
            if role in roles_that_may(act):
                found[process, act].add(user)
    return {key: frozenset(users) for key, users in found.items()}
