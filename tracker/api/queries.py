"""The words of a query: read strictly, unknown ones refused with the nearest known one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, NoReturn

from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.serializers import BaseSerializer, ChoiceField, ListSerializer, Serializer

from documents.lists import in_a_row, listed

#: Names of what is asked for, each with those asked for inside it; empty is all of it.
Tree = dict[str, "Tree"]


class Choice(ChoiceField):
    """One of several words; an unknown one is refused with those there are."""

    def fail(self, key: str, **said: Any) -> NoReturn:
        """:raises ValidationError: with a sentence."""
        if key == "invalid_choice":
            known = [str(word) for word in self.choices]
            raise ValidationError(_there_are(str(said["input"]), known), code=key)
        super().fail(key, **said)


def read_query(
    kind: type[Serializer[Any]], said: QueryDict, also: Collection[str]
) -> dict[str, Any]:
    """What a query says, as ``kind`` reads it; ``also`` are words that others read. The same
    words are read once: a ``kind`` asks nobody else.

    :raises ValidationError: naming what is malformed or unknown."""
    words = tuple((word, tuple(found)) for word, found in said.lists())
    return dict(_read(kind, words, tuple(also)))


@lru_cache(maxsize=256)
def _read(
    kind: type[Serializer[Any]], words: tuple[tuple[str, tuple[str, ...]], ...], also: Sequence[str]
) -> dict[str, Any]:
    said = QueryDict(mutable=True)
    for word, found in words:
        said.setlist(word, list(found))
    query = kind(data=said)
    check_words(said, [*query.fields, *also])
    query.is_valid(raise_exception=True)
    return dict(query.validated_data)


def check_words(said: Mapping[str, Any], known: Collection[str]) -> None:
    """Go on only if every word is known.

    :raises ValidationError: naming those that are not, each with the nearest one that is."""
    unknown = {word: [_unknown(word, known)] for word in said if word not in known}
    if unknown:
        raise ValidationError(unknown)


def read_fields(said: str, shape: BaseSerializer[Any]) -> Tree:
    """The parts of an answer that ``?fields=`` names: ``label,draft.symbol``.

    :raises ValidationError: for a name that the shape does not have."""
    tree: Tree = {}
    for path in filter(None, said.split(",")):
        level, inside = tree, _plain(shape)
        for name in path.split("."):
            known = list(inside.fields) if isinstance(inside, Serializer) else []
            if name not in known:
                raise ValidationError({"fields": [_unknown(name, known)]})
            level = level.setdefault(name, {})
            inside = _plain(inside.fields[name])
    return tree


def prune(shown: Any, tree: Tree) -> Any:
    """An answer with only what the tree names; all of it where the tree is empty."""
    if not tree or shown is None:
        return shown
    if isinstance(shown, Mapping):
        return {name: prune(shown[name], tree[name]) for name in shown if name in tree}
    return [prune(one, tree) for one in shown]


def _plain(shape: Any) -> Any:
    return shape.child if isinstance(shape, ListSerializer) else shape


def _unknown(word: str, known: Collection[str]) -> str:
    if near := get_close_matches(word, known, n=1, cutoff=0.5):
        return _("There is no “%(word)s” here. Did you mean “%(near)s”?") % {
            "word": word[:60],
            "near": near[0],
        }
    return _there_are(word, known)


def _there_are(word: str, known: Collection[str]) -> str:
    said = _("There is no “%(word)s” here.") % {"word": word[:60]}
    return in_a_row(said, _("There are: %(known)s.") % {"known": listed(known)} if known else "")
