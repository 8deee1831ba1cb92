"""A text as Akoma Ntoso 3.0: a ``statement``, as the guidance of the United Nations (AKN4UN) has
it for texts that a conference adopts. Brackets are ``inline name="bracket"``; the status of each
provision is proprietary metadata; ``wId`` is its public id, the same in every draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from bracketed.model import Kind
from documents.writing.model import Consolidated, Head, Row
from documents.writing.pieces import Mark, pieces_of
from documents.writing.said import OWN, Said
from documents.writing.xml import document
from documents.writing.xml import text as escaped

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_SOURCE: Final = 'source="#tracker"'
#: Element and, as the naming convention abbreviates it, the beginning of its ``eId``.
_ELEMENTS: Final = {
    Kind.CHAPTER: ("chapter", "chp"),
    Kind.PART: ("part", "part"),
    Kind.SECTION: ("section", "sec"),
    Kind.PARAGRAPH: ("paragraph", "para"),
    Kind.SUB_PARAGRAPH: ("subparagraph", "subpara"),
    Kind.BULLET: ("point", "point"),
}
#: Languages of the United Nations as ISO 639-2 names them.
_LANGUAGES: Final = {
    "ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho",
}  # fmt: skip
#: Stands where a text has no day: the format asks for one.
_NO_DAY: Final = "0001-01-01"


def write_akoma_ntoso(text: Consolidated) -> Iterator[str]:
    """The file, provision by provision."""
    head, rows = text.head, [one for row in text.printed for one in (row, *row.rivals)]
    places = _Places(rows)
    yield document(f'<akomaNtoso xmlns="{NAMESPACE}"><statement name="statement" '
                   'contains="singleVersion"><meta>')  # fmt: skip
    yield _identification(head)
    yield (
        f'<references {_SOURCE}><TLCOrganization eId="un" href="/akn/ontology/organization/un" '
        'showAs="United Nations"/><TLCOrganization eId="tracker" '
        f'href="{escaped(head.address)}" showAs="Negotiation tracker"/></references>'
    )
    yield f'<proprietary {_SOURCE} xmlns:n="{OWN}">{_said_of_all(head)}'
    for row in rows:
        yield _status(row, places)
    yield from Said(text).elements("n:")
    yield "</proprietary></meta><preface>"
    yield f"<p><docTitle>{escaped(head.document)}</docTitle></p>"
    yield from (f"<p>{escaped(line)}</p>" for line in head.lines)
    yield "</preface><mainBody>"
    yield from _hierarchy(rows, places)
    yield "</mainBody></statement></akomaNtoso>"


def _identification(head: Head) -> str:
    day = head.day or _NO_DAY
    language = _LANGUAGES.get(head.language.partition("-")[0], head.language)
    work = f"/akn/un/statement/{day}/{escaped(head.slug)}"
    expression = f"{work}/{escaped(language)}@{escaped(head.draft)}"
    number = f'<FRBRnumber value="{escaped(head.symbol)}"/>' if head.symbol else ""
    return (
        f"<identification {_SOURCE}>"
        f'<FRBRWork>{_frbr(work, day)}<FRBRcountry value="un"/>{number}'
        f'<FRBRname value="{escaped(head.document)}"/></FRBRWork>'
        f"<FRBRExpression>{_frbr(expression, day)}"
        f'<FRBRlanguage language="{escaped(language)}"/></FRBRExpression>'
        f"<FRBRManifestation>{_frbr(f'{expression}/{head.form}.akn', day)}"
        "</FRBRManifestation></identification>"
    )


def _frbr(address: str, day: str) -> str:
    return (
        f'<FRBRthis value="{address}/!main"/><FRBRuri value="{address}"/>'
        f'<FRBRdate date="{day}" name="status"/><FRBRauthor href="#un"/>'
    )


def _said_of_all(head: Head) -> str:
    return (
        f'<n:text draft="{escaped(head.draft)}" form="{head.form}" '
        f'meeting="{escaped(head.meeting or "")}" asOf="{head.as_of_day or ""}" '
        f'record="{escaped(head.record)}" laterDraft="{head.later or ""}"/>'
    )


def _status(row: Row, places: _Places) -> str:
    if not row.status:
        return ""
    status = row.status
    return (
        f'<n:status of="#{places.of[row.provision.id]}" shown="{status.shown}" '
        f'code="{status.code or ""}" rollup="{status.rollup or ""}">{escaped(status.word)}'
        "</n:status>"
    )


class _Places:
    """The ``eId`` of each provision, and what stands under it."""

    def __init__(self, rows: list[Row]) -> None:
        self.of: dict[str, str] = {}
        self.has_children: set[str] = set()
        numbers: Counter[str] = Counter()
        for row in rows:
            one = row.provision
            above = self.of.get(one.parent or "", "")
            if above:
                self.has_children.add(one.parent or "")
            begin = f"{above}__" if above else ""
            _name, short = _element(row)
            stem = f"{begin}{short}_"
            numbers[stem] += 1
            self.of[one.id] = f"{stem}{numbers[stem]}"


def _element(row: Row) -> tuple[str, str]:
    """The element of a row, and the beginning of its ``eId``."""
    one = row.provision
    if one.role != "text":
        return f'hcontainer name="{one.role}"', "alt" if one.role == "alternative" else "add"
    if one.kind in _ELEMENTS:
        return _ELEMENTS[one.kind]
    return f'hcontainer name="{one.kind}"', "annex" if one.kind is Kind.ANNEX else "chapeau"


def _hierarchy(rows: list[Row], places: _Places) -> Iterator[str]:
    """The rows as elements inside each other, by the provision they stand under."""
    open_rows: list[tuple[str, str]] = []
    for row in rows:
        one = row.provision
        above = one.parent if one.parent in places.of else None
        while open_rows and open_rows[-1][0] != above:
            yield f"</{open_rows.pop()[1]}>"
        name, _short = _element(row)
        yield (
            f'<{name} eId="{places.of[one.id]}" wId="{one.id}">'
            + (f"<num>{escaped(row.label)}</num>" if row.label else "")
            + _words(row, has_children=one.id in places.has_children)
        )
        open_rows.append((one.id, name.partition(" ")[0]))
    if not rows:
        yield "<p/>"
    while open_rows:
        yield f"</{open_rows.pop()[1]}>"


def _words(row: Row, *, has_children: bool) -> str:
    words = "".join(_marked(row))
    if row.level and row.heading:
        return f"<heading>{words}</heading>" + ("" if has_children else "<content><p/></content>")
    holder = "intro" if has_children else "content"
    return f"<{holder}><p>{words}</p></{holder}>" if words or not has_children else ""


def _marked(row: Row) -> Iterator[str]:
    for piece in pieces_of(row.words, row.edges):
        said = escaped(piece.text)
        match piece.mark:
            case Mark.OPENS:
                yield f'<inline name="bracket" class="depth-{piece.depth}">{said}'
            case Mark.CLOSES:
                yield f"{said}</inline>"
            case Mark.EDGE:
                yield f'<inline name="bracketMark" class="depth-{piece.depth}">{said}</inline>'
            case Mark.LOOSE:
                yield f'<inline name="bracketMark" class="loose">{said}</inline>'
            case Mark.WORDS:
                yield said
