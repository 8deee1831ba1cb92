"""The house stands as docs/rooms.md says, also where import-linter cannot look."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model
from django.db.models.fields.related import RelatedField
from django.db.models.fields.reverse_related import ForeignObjectRel

ROOT = Path(__file__).resolve().parents[1]
# From the ground up: a room sees those before it.
ROOMS = ("documents", "negotiation", "actionlines", "tracker")
SOURCES = ("bracketed", *ROOMS, "config")
LINES_AT_MOST = 400
FACES = ("django.http", "django.shortcuts", "django.urls", "django.views", "rest_framework")


def models_of(room: str) -> list[type[Model]]:
    return list(apps.get_app_config(room).get_models(include_auto_created=True))


def rooms_above(room: str) -> tuple[str, ...]:
    return ROOMS[ROOMS.index(room) + 1 :]


def sources_of(room: str) -> Iterator[Path]:
    return (path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)


@pytest.mark.parametrize("room", ROOMS)
def test_no_relation_points_to_a_room_above(room: str) -> None:
    climbing = [
        f"{model.__name__}.{field.name} → {field.related_model._meta.label}"
        for model in models_of(room)
        for field in model._meta.get_fields()
        if isinstance(field, RelatedField)
        and isinstance(field.related_model, type)
        and field.related_model._meta.app_label in rooms_above(room)
    ]
    assert climbing == []


def reverse_names(room: str) -> dict[str, str]:
    """Names by which a model of the room could reach rows of a room above, with what they reach.

    Names that the room also gives to something of its own are left out: they say nothing.
    """
    own: set[str] = set()
    climbing: dict[str, str] = {}
    for model in models_of(room):
        for field in model._meta.get_fields():
            from_above = isinstance(
                field, ForeignObjectRel
            ) and field.related_model._meta.app_label in rooms_above(room)
            if from_above:
                assert isinstance(field, ForeignObjectRel)
                for name in (field.get_accessor_name(), field.name):
                    if name:
                        climbing[name] = field.related_model._meta.label
            else:
                own.add(field.name)
    return {name: reached for name, reached in climbing.items() if name not in own}


def names_used(path: Path) -> Iterator[tuple[str, int]]:
    """Attributes, and the first steps of query paths (``a__b=``, ``"a__b"``), with their lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(attr=name, lineno=line):
                yield name, line
            case ast.keyword(arg=str(name), lineno=line) if "__" in name:
                yield name.split("__")[0], line
            case ast.Constant(value=str(text), lineno=line) if text.isidentifier():
                yield text.split("__")[0], line


@pytest.mark.parametrize("room", ROOMS[:-1])
def test_no_reverse_accessor_climbs(room: str) -> None:
    climbing = reverse_names(room)
    used = [
        f"{path.relative_to(ROOT)}:{line} {name} → {climbing[name]}"
        for path in sources_of(room)
        for name, line in names_used(path)
        if name in climbing
    ]
    assert used == []


def test_reverse_accessors_from_above_exist_and_are_known() -> None:
    """The test before it would pass on an empty list, too."""
    assert "decisions" in reverse_names("documents")


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module)):
                yield module


@pytest.mark.parametrize("room", ROOMS[:-1])
def test_there_are_no_views_below_the_face(room: str) -> None:
    views = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in sources_of(room)
        for module in imports_of(path)
        if module.startswith(FACES)
    ]
    assert views == []


def test_modules_stay_readable() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for room in (*SOURCES, "tests")
        for path in sources_of(room)
    }
    assert {name: length for name, length in lengths.items() if length > LINES_AT_MOST} == {}


def test_text_files_name_no_secret_and_no_task_left() -> None:
    """Nothing is put off by a comment, and no private key rests in the sources."""
    marks = ("TO" + "DO", "FIX" + "ME", "PRIVATE " + "KEY-----")
    left = [
        f"{path.relative_to(ROOT)}: {mark}"
        for room in (*SOURCES, "tests")
        for path in sources_of(room)
        for mark in marks
        if mark in path.read_text(encoding="utf-8")
    ]
    assert left == []
