"""Each of the six languages says all that the sources say, with the same places to fill."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import polib
import pytest

from tests.languages.catalogues import (
    FORMS,
    ROOT,
    Key,
    catalogue,
    faults_of,
    forms,
    key,
    locales,
    of_few,
    place_of,
)

SOURCES = (
    *("bracketed", "documents", "negotiation", "actionlines", "tracker", "config"),
    *("templates", "fixtures", "locale"),
)
EACH = pytest.mark.parametrize("locale", FORMS)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> set[Key]:
    """All that the sources say, as ``make messages`` finds it."""
    if shutil.which("xgettext") is None:
        pytest.fail("GNU gettext is not here: `make gettext` installs it where that is possible.")
    copy = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        shutil.copytree(
            ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo")
        )
    shutil.copy(ROOT / "manage.py", copy)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(copy / "var"),
        "PYTHONPATH": str(copy),
    }
    subprocess.run([sys.executable, "manage.py", "messages"], cwd=copy, env=environment, check=True)
    return {key(one) for one in polib.pofile(str(place_of("en", copy))) if not one.obsolete}


def test_the_catalogues_are_those_of_the_languages_offered() -> None:
    assert locales() == list(FORMS)
    assert sorted(path.name for path in (ROOT / "locale").iterdir()) == sorted(FORMS)


@EACH
def test_nothing_is_missing_and_nothing_left_over(locale: str, said: set[Key]) -> None:
    known = {key(one) for one in catalogue(locale)}
    assert {"new, run `make messages`": said - known, "gone": known - said} == {
        "new, run `make messages`": set(),
        "gone": set(),
    }


@EACH
def test_everything_is_translated_and_nothing_guessed(locale: str) -> None:
    made = catalogue(locale)
    assert [one.msgid for one in made.untranslated_entries()] == []
    assert [one.msgid for one in made if one.fuzzy or one.obsolete] == []
    short = [one.msgid for one in made if one.msgid_plural and len(forms(one)) != FORMS[locale]]
    assert short == []
    assert made.metadata["Plural-Forms"].startswith(f"nplurals={FORMS[locale]};")


@EACH
def test_places_to_fill_tags_and_edges_are_those_of_the_source(locale: str) -> None:
    made = catalogue(locale)
    few, said = of_few(made), [one for one in made if one.translated()]
    faults = {one.msgid: found for one in said if (found := list(faults_of(one, few)))}
    assert faults == {}


@EACH
def test_what_is_compiled_is_what_is_written(locale: str) -> None:
    compiled = polib.mofile(str(place_of(locale).with_suffix(".mo")))
    in_use = {key(one): forms(one) for one in compiled}
    written = {key(one): forms(one) for one in catalogue(locale) if one.translated()}
    assert in_use == written
    assert compiled.metadata["Plural-Forms"] == catalogue(locale).metadata["Plural-Forms"]


def test_english_is_the_language_of_the_sources() -> None:
    for one in catalogue("en"):
        said = [one.msgid, one.msgid_plural] if one.msgid_plural else [one.msgid]
        assert list(forms(one).values()) == said


def entry(msgid: str, *said: str, plural: str = "") -> polib.POEntry:
    if plural:
        return polib.POEntry(msgid=msgid, msgid_plural=plural, msgstr_plural=dict(enumerate(said)))
    return polib.POEntry(msgid=msgid, msgstr=said[0])


@pytest.mark.parametrize(
    ("one", "fault"),
    [
        (entry("Of %(who)s", "De %(qui)s"), "which nothing is put into"),
        (entry("Of %(who)s", "De lui"), "lacks %(who)s"),
        (entry("%s of %d", "%d de %s"), "without a name"),
        (entry("more than %d", "plus de cent"), "without a name"),
        (entry("See ", "Voir"), "white space"),
        (entry("a <b>b</b>", "a <i>b</i>"), "tags differ"),
        (entry("a <b>b</b>", "a </b>b<b>"), "do not nest"),
        (entry("{who} writes", "{qui} écrit"), "nothing is put into"),
        (entry("Fine", ""), "not translated"),
        (entry("one", "un", "beaucoup", plural="%(n)d of them"), "lacks %(n)d"),
        (entry("%(n)d", "%(n)d", "", plural="%(n)d ones"), "form 1 is not translated"),
    ],
)
def test_faults_are_found(one: polib.POEntry, fault: str) -> None:
    found = list(faults_of(one))
    assert any(fault in said for said in found), found


@pytest.mark.parametrize(
    "one",
    [
        entry("%(n)d of %(all)s", "%(all)s: %(n)d"),
        entry("a <b>%(b)s</b> c", "<b>%(b)s</b>"),
        entry("%(n)d draft", "un seul", "%(n)d textes", plural="%(n)d drafts"),
        entry("lifted", "un", "deux", "%(n)d", plural="%(n)d lifted"),
    ],
)
def test_what_is_right_is_left_alone(one: polib.POEntry) -> None:
    assert list(faults_of(one, frozenset({0, 1}))) == []


def test_the_forms_for_few_are_known() -> None:
    assert {locale: of_few(catalogue(locale)) for locale in FORMS} == {
        "ar": frozenset({0, 1, 2}),
        "zh_Hans": frozenset(),
        "en": frozenset({0}),
        "fr": frozenset({0}),
        "ru": frozenset(),
        "es": frozenset({0}),
    }
