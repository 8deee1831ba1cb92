"""Word-processor files for the tests, and texts to be written and read again."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from bracketed import read_outline
from bracketed.model import HEADINGS, Outline, OutlineProvision
from documents.models import Wording
from documents.public_ids import public_id_for
from documents.queries import ProvisionView
from documents.reading import Received, read_file
from documents.writing.model import Consolidated, Head, Row

#: What is the same of a provision in two readings: what it is, how it is called, its words.
Same = tuple[str, str, str, str, str, str, tuple[str, ...], str, int | None]


def same_of(provisions: Iterable[OutlineProvision]) -> list[Same]:
    return [
        (
            one.kind.value,
            one.role.value,
            one.label,
            one.number,
            one.code,
            one.text or one.heading,
            one.tags,
            one.attribution,
            one.parent,
        )
        for one in provisions
    ]


def words(received: Received) -> list[str]:
    """The paragraphs of the text that was read, one a line."""
    return [line for line in received.text.split("\n") if line.strip()]


def understood(received: Received) -> Outline:
    return read_outline(received.text, received.known)


def shape(received: Received) -> list[str]:
    """Kind, role, label and first words of each provision, further in the deeper it stands."""
    depths: list[int] = []
    lines = []
    for one in understood(received).provisions:
        depths.append(0 if one.parent is None else depths[one.parent] + 1)
        role = "" if one.role == "text" else f" {one.role}"
        said = " ".join((one.text or one.heading).split()[:4])
        lines.append(f"{'  ' * depths[-1]}{one.kind}{role} {one.label!r} {said}")
    return lines


def saved(file: docx.document.Document) -> bytes:
    opened = io.BytesIO()
    file.save(opened)
    return opened.getvalue()


def read(content: bytes, name: str = "text.docx") -> Received:
    return read_file(name, content)


def numbering(file: docx.document.Document, levels: str, *, starts: dict[int, int] | None = None,
              definition: int = 90, number: int = 90) -> None:  # fmt: skip
    """Add a list definition (``levels``: XML) and a list of it."""
    root = file.part.numbering_part.element
    if levels:
        definitions = root.findall(qn("w:abstractNum"))
        definitions[-1].addnext(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{definition}">'
                f"{levels}</w:abstractNum>"
            )
        )
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for at, start in (starts or {}).items()
    )
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{definition}"/>'
            f"{overrides}</w:num>"
        )
    )


def level(at: int, how: str, pattern: str, *, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{how}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbered(paragraph: Paragraph, at: int = 0, number: int = 90) -> Paragraph:
    """Put a paragraph into a list."""
    properties = paragraph._p.get_or_add_pPr()
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )
    return paragraph


def tracked(paragraph: Paragraph, kind: str, said: str) -> None:
    """Words that are tracked as inserted (``ins``) or deleted (``del``)."""
    change = OxmlElement(f"w:{kind}")
    change.set(qn("w:author"), "A delegate")
    run, text = OxmlElement("w:r"), OxmlElement("w:delText" if kind == "del" else "w:t")
    text.text = said
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    change.append(run)
    paragraph._p.append(change)


def office(content: bytes, suffix: str, to: str, where: Path) -> bytes:
    """The file as LibreOffice saves it in another format."""
    source = where / f"text.{suffix}"
    source.write_bytes(content)
    out = where / "out"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{where}/office", "--headless",
         "--convert-to", to, "--outdir", str(out), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (out / f"text.{to.partition(':')[0]}").read_bytes()


def zipped(parts: dict[str, bytes | str]) -> bytes:
    opened = io.BytesIO()
    with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return opened.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same zip file with one part changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {one: file.read(one) for one in file.namelist()}
    parts[name] = change(parts.get(name, b""))
    return zipped(parts)


def consolidated(outline: Outline) -> Consolidated:
    """An outline as the writers of files are given it."""
    return Consolidated(
        head=Head(
            document="A text", slug="a-text", draft="abcdefghij", draft_title="Rev. 1",
            symbol="S/1", issued_on=None, draft_meeting=None, meeting=None, as_of_day=None,
            as_of="", day=None, form="bracketed", form_name="As it stands", scope="", later=None,
            warning="", record="", language="en", direction="ltr", address="http://x/",
        ),
        rows=tuple(_rows(outline)),
        spans=(),
        problems=(),
    )  # fmt: skip


def _rows(outline: Outline) -> Iterator[Row]:
    depths: list[int] = []
    for place, one in enumerate(outline.provisions):
        depths.append(0 if one.parent is None else depths[one.parent] + 1)
        view = ProvisionView(
            wording_id=place, provision_id=place, id=public_id_for(str(place)), kind=one.kind,
            role=one.role, label=one.label, number=one.number, code=one.code, heading=one.heading,
            text=one.text, source=outline.source[one.start : one.end], start=one.start,
            parent=None if one.parent is None else public_id_for(str(one.parent)),
            depth=depths[-1], coverage=Wording.Coverage.WHOLE,
            disposition=Wording.Disposition.LIVE, symbol="", text_hash="", marks=(),
            tags=one.tags, attribution=one.attribution, apparatus=(), brackets=(), problems=(),
            is_left_open=False,
        )  # fmt: skip
        yield Row(
            provision=view, level=2 + depths[-1] if one.kind in HEADINGS else 0,
            indent=0, label=one.number or one.label, heading=one.heading, text=one.text,
            is_printed=bool(view.words or view.label), edges=(), status=None, notes=(),
        )  # fmt: skip
