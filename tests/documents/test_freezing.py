"""What is printed is frozen by the database itself, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Field, Model, QuerySet

from documents.actions import state_lineage
from documents.checks import report_missing_guards
from documents.freezing import Event, append_only, lifted, missing_guards, register, registered
from documents.freezing.issued import DRAFT_PRINTED
from documents.freezing.triggers import install, remove
from documents.models import Draft, DraftPassage, Lineage, Passage, Provision, Source, Wording
from tests.documents.builders import NOON, Line, a_document, a_person, issued, written

LINES = (Line("1", "We [shall] act.", label="1."), Line("2", "We agree.", tag="agreed"))


@pytest.fixture
def frozen(db: None) -> Draft:
    return issued(a_document(), 1, *LINES)


def refused(write: Callable[[], object]) -> str:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    return str(refusal.value).splitlines()[0]


FROZEN = "an issued draft is frozen; issue a further one"


def test_the_words_printed_in_an_issued_draft_stay(frozen: Draft) -> None:
    wordings = Wording.objects.filter(draft=frozen)
    assert refused(lambda: wordings.update(source="We will act.")) == FROZEN
    assert refused(lambda: wordings.filter(label="1.").update(start=1000)) == FROZEN
    assert refused(wordings.delete) == FROZEN


def test_what_was_read_from_an_issued_draft_is_correctable(frozen: Draft) -> None:
    assert Wording.objects.filter(draft=frozen).update(kind="bullet", label="a)", text="x") == 2
    assert Draft.objects.filter(id=frozen.id).update(reading=2, engine="2") == 1


def test_no_wording_comes_to_an_issued_draft(frozen: Draft) -> None:
    provision = Provision.objects.create(document=frozen.document)
    other = written(frozen.document, 2, *LINES)
    late = Wording(draft=frozen, provision=provision, kind="paragraph", rank="9")
    assert refused(late.save) == FROZEN
    strays = Wording.objects.filter(draft=other, label="1.")
    Wording.objects.filter(draft=other).exclude(label="1.").delete()
    assert refused(lambda: strays.update(draft=frozen, provision=provision, start=999)) == FROZEN


def test_an_issued_draft_prints_the_same_passages(frozen: Draft) -> None:
    prints = DraftPassage.objects.filter(draft=frozen)
    passage = prints.get().passage
    assert refused(lambda: prints.update(order=3)) == FROZEN
    assert refused(prints.delete) == FROZEN
    assert (
        refused(lambda: DraftPassage.objects.create(draft=frozen, order=7, passage=passage))
        == FROZEN
    )


def test_an_issued_draft_keeps_its_symbol_and_itself(frozen: Draft) -> None:
    drafts = Draft.objects.filter(id=frozen.id)
    assert refused(lambda: drafts.update(symbol="S2.2/C")) == FROZEN
    assert refused(lambda: drafts.update(state=Draft.State.IMPORTED)) == FROZEN
    assert refused(lambda: drafts.update(content_hash="0" * 64)) == FROZEN
    assert refused(drafts.delete) == FROZEN


def test_every_printed_column_of_a_draft_is_named() -> None:
    read = {"reading", "engine", "follows_id", "translation_of_id"}
    columns = {field.column for field in Draft._meta.concrete_fields}
    assert set(DRAFT_PRINTED) == columns - read


@pytest.mark.django_db
def test_a_draft_that_is_not_issued_can_be_changed_and_deleted() -> None:
    draft = written(a_document(), 1, *LINES)
    wordings = Wording.objects.filter(draft=draft)
    assert wordings.filter(label="1.").update(source="We will act.") == 1
    assert DraftPassage.objects.filter(draft=draft).update(order=3) == 1
    assert Draft.objects.filter(id=draft.id).update(symbol="S2/C") == 1
    wordings.delete()
    draft.delete()
    assert not Draft.objects.filter(id=draft.id).exists()


@pytest.mark.parametrize("model", [Source, Passage, Lineage])
def test_what_is_append_only_is_only_added_to(model: type[Model], frozen: Draft) -> None:
    one, two = Provision.objects.filter(wordings__draft=frozen)
    state_lineage(
        earlier=one,
        later=two,
        kind=Lineage.Kind.CONSIDERS,
        basis=Lineage.Basis.STATED,
        by=a_person(),
        at=NOON,
    )
    rows: QuerySet[Model] = model._default_manager.all()
    name = model._meta.verbose_name
    sentence = f"{name} rows are never changed or deleted; add a further one"
    column = {Source: "name", Passage: "start", Lineage: "note"}[model]
    same = {column: F(column)}
    assert refused(lambda: rows.update(**same)) == sentence
    assert refused(lambda: rows._raw_delete(rows.db)) == sentence


#: How each database would empty a table or a row past the triggers that watch deletes.
PAST_DELETE = {
    "postgresql": "TRUNCATE documents_source CASCADE",
    "sqlite": "INSERT OR REPLACE INTO documents_source"
    " (id, name, sha256, content, encoding, media_type)"
    " SELECT id, 'other', sha256, content, encoding, media_type FROM documents_source",
}


def test_no_way_around_deleting_is_open(frozen: Draft) -> None:
    connection.check_constraints()
    with connection.cursor() as cursor:
        sentence = refused(lambda: cursor.execute(PAST_DELETE[connection.vendor]))
    assert sentence == "source rows are never changed or deleted; add a further one"


def altered(model: type[Model], name: str, **changes: object) -> Field[Any, Any]:
    """A field of the model, declared otherwise."""
    declared = model._meta.get_field(name)
    assert isinstance(declared, Field)
    _, _, arguments, options = declared.deconstruct()
    field = type(declared)(*arguments, **{**options, **changes})
    field.model = model
    field.set_attributes_from_name(name)
    return field


@pytest.mark.django_db(transaction=True)
def test_the_guards_outlive_a_later_migration() -> None:
    """SQLite builds an altered table anew and drops its triggers with the old one."""
    draft = issued(a_document(), 1, *LINES)
    alterations = [
        (model, model._meta.get_field(name), altered(model, name, max_length=250))
        for model, name in ((Wording, "label"), (Draft, "title"), (Source, "name"))
    ]
    for back in (False, True):
        emit_pre_migrate_signal(verbosity=0, interactive=False, db="default")
        with connection.schema_editor() as editor:
            for model, old, new in alterations:
                editor.alter_field(model, *((new, old) if back else (old, new)))
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
        assert missing_guards() == ()
        wordings = Wording.objects.filter(draft=draft)
        assert refused(lambda: wordings.update(source="We will act.")) == FROZEN  # noqa: B023
        assert refused(lambda: Draft.objects.update(symbol="x")) == FROZEN
        assert refused(lambda: Source.objects.update(name="x")).startswith("source rows")


@pytest.mark.django_db
def test_a_check_reports_a_guard_that_is_missing() -> None:
    assert report_missing_guards(None, ["default"]) == []
    remove()
    reported = report_missing_guards(None, ["default"])
    assert [message.id for message in reported] == ["documents.W001"] * len(missing_guards())
    assert "frozen_documents_wording_update" in missing_guards()
    assert install() > 0
    assert report_missing_guards(None, ["default"]) == []
    assert report_missing_guards(None, None) == []


@pytest.mark.django_db
def test_guards_are_lifted_for_a_while(frozen: Draft) -> None:
    with lifted():
        assert Draft.objects.filter(id=frozen.id).update(symbol="x") == 1
    assert refused(lambda: Draft.objects.filter(id=frozen.id).update(symbol="y")) == FROZEN


def test_two_guards_of_one_event_must_agree() -> None:
    (guard, *_) = append_only(Source)
    register(guard)
    with pytest.raises(ValueError, match="is registered twice and differs"):
        register(type(guard)(guard.table, Event.UPDATE, "another sentence"))
    assert guard in registered()
