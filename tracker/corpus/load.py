"""A manifest, loaded through the ordinary actions by the user “corpus”."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, QuerySet

from negotiation import actions as negotiation
from negotiation.models import Body, Meeting, Member, Party, Process
from tracker.corpus import records
from tracker.corpus.desk import Desk, said_by
from tracker.corpus.drafts import import_drafts
from tracker.corpus.manifest import read_manifest
from tracker.corpus.model import FileEntry, Manifest
from tracker.corpus.refusals import BadManifest
from tracker.corpus.rolling import open_rolling_texts

_ROOMS = ("documents", "negotiation", "actionlines")
#: Rebuilt at will, by workers, or written beside what is said: not part of what a manifest says.
_DERIVED = frozenset({"bracket", "problem", "comparison", "change", "changeside", "event"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a run wrote: rows by what they are, nothing where everything was there."""

    process: Process
    written: tuple[tuple[str, int], ...]


@transaction.atomic
def load_corpus(path: Path) -> Loaded:
    """Write what the manifest says and is not there yet; its files lie beside it.

    :raises BadManifest: when the manifest or a file is not what it should be, or what it says
        is refused; nothing is written then.
    """
    manifest = read_manifest(path)
    files = {entry.key: _bytes(path.parent, entry) for entry in manifest.files}
    before = _counts()
    process = _load(manifest, files)
    written = tuple(
        (str(model._meta.verbose_name_plural), number - before[model])
        for model, number in _counts().items()
        if number != before[model]
    )
    return Loaded(process, written)


def _bytes(folder: Path, entry: FileEntry) -> bytes:
    try:
        content = (folder / entry.name).read_bytes()
    except OSError as error:
        raise BadManifest(f"The file {entry.name} cannot be read: {error.strerror}.") from error
    if hashlib.sha256(content).hexdigest() != entry.sha256:
        raise BadManifest(f"The file {entry.name} is not the one that the manifest speaks of.")
    return content


def _counts() -> dict[type[Model], int]:
    return {
        model: QuerySet(model).count()
        for room in _ROOMS
        for model in apps.get_app_config(room).get_models()
        if model._meta.model_name not in _DERIVED
    }


def _load(manifest: Manifest, files: Mapping[str, bytes]) -> Process:
    said = manifest.process
    with said_by("process"):
        process = negotiation.open_process(
            slug=said.slug, title=said.title, summary=said.summary, by=None
        )
        by = _corpus_user(process)
    parties = _arrange_people(manifest, process, by)
    bodies = {
        entry.slug: negotiation.add_body(
            process, slug=entry.slug, name=entry.name, rank=entry.rank, by=by
        )
        for entry in manifest.bodies
    }
    meetings = _arrange_meetings(manifest, process, bodies, by)
    with said_by("file"):
        sources = {
            entry.key: negotiation.record_source(
                process, name=entry.name, content=files[entry.key], by=by
            )
            for entry in manifest.files
        }
    desk = Desk(process, by, bodies, meetings, parties, sources)
    import_drafts(manifest, desk)
    records.record_outcomes(manifest.outcomes, desk)
    records.record_decisions(manifest.decisions, desk)
    records.record_assignments(manifest.assignments, desk)
    records.record_submissions(manifest.submissions, desk)
    records.record_lines(manifest.lines, desk)
    records.record_facilitations(manifest.facilitations, desk)
    open_rolling_texts(manifest.rolling, desk)
    on_a_table = {entry.meeting for entry in manifest.rolling}
    _close((one for slug, one in meetings.items() if slug not in on_a_table), by)
    return process


def _corpus_user(process: Process) -> User:
    """Who records what a manifest says: nobody can sign in as this user."""
    user, is_new = User.objects.get_or_create(username="corpus")
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    negotiation.enrol(process, user, Member.Role.SECRETARIAT)
    return user


def _arrange_people(manifest: Manifest, process: Process, by: User) -> dict[str, Party]:
    parties = {
        entry.name: negotiation.add_party(process, name=entry.name, kind=entry.kind, by=by)
        for entry in manifest.parties
    }
    for officer in manifest.officers:
        if officer.party and officer.party not in parties:
            raise BadManifest(f"officer {officer.name}: there is no party “{officer.party}”.")
        negotiation.name_officer(
            process,
            office=officer.office,
            name=officer.name,
            party=parties.get(officer.party),
            by=by,
        )
    return parties


def _arrange_meetings(
    manifest: Manifest, process: Process, bodies: Mapping[str, Body], by: User
) -> dict[str, Meeting]:
    phases = {
        entry.number: negotiation.add_phase(
            process,
            number=entry.number,
            name=entry.name,
            dates_as=entry.dates_as,
            starts_on=entry.starts_on,
            ends_on=entry.ends_on,
            note=entry.note,
            by=by,
        )
        for entry in manifest.phases
    }
    meetings = {}
    for entry in manifest.meetings:
        where = f"meeting {entry.slug}"
        if entry.body not in bodies:
            raise BadManifest(f"{where}: there is no body “{entry.body}”.")
        if entry.phase is not None and entry.phase not in phases:
            raise BadManifest(f"{where}: there is no phase {entry.phase}.")
        with said_by(where):
            meetings[entry.slug] = negotiation.add_meeting(
                process,
                slug=entry.slug,
                title=entry.title,
                short_title=entry.short_title,
                body=bodies[entry.body],
                starts_on=entry.starts_on,
                ends_on=entry.ends_on,
                phase=phases[entry.phase] if entry.phase is not None else None,
                place=entry.place,
                note=entry.note,
                by=by,
            )
    return meetings


def _close(meetings: Iterable[Meeting], by: User) -> None:
    """What a manifest tells of is over, where nothing is left open."""
    for meeting in meetings:
        negotiation.close_meeting(meeting, by=by)
