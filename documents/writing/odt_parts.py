"""The parts of an ODT file around its content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from documents.writing.docx_parts import BARE, COLOURS
from documents.writing.model import Head
from documents.writing.packing import Package
from documents.writing.xml import document
from documents.writing.xml import text as escaped

_SPACE: Final = "urn:oasis:names:tc:opendocument:xmlns"
NAMES: Final = (
    f'xmlns:office="{_SPACE}:office:1.0" xmlns:text="{_SPACE}:text:1.0" '
    f'xmlns:style="{_SPACE}:style:1.0" xmlns:table="{_SPACE}:table:1.0" '
    f'xmlns:meta="{_SPACE}:meta:1.0" xmlns:fo="{_SPACE}:xsl-fo-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
_TYPE: Final = "application/vnd.oasis.opendocument.text"
_MANIFEST: Final = document(
    f'<manifest:manifest xmlns:manifest="{_SPACE}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" '
    f'manifest:media-type="{_TYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{part}.xml" manifest:media-type="text/xml"/>'
        for part in ("content", "styles", "meta")
    )
    + "{more}</manifest:manifest>"
)
_FACES: Final = re.compile(r'fo:(font-(?:weight|style|size))="([^"]*)"')
#: Where a package states what its provisions are.
SAID_IN: Final = "provisions.xml"
_SAID: Final = (
    f'<manifest:file-entry manifest:full-path="{SAID_IN}" manifest:media-type="text/xml"/>'
)


def write_package(
    title: str,
    running_head: str,
    head: Head,
    content: Iterator[str],
    said: Iterator[str] | None = None,
) -> bytes:
    """An ODT file of a content; its type stands first and uncompressed, as the format asks.
    ``said`` is what it states to programs."""
    package = Package()
    package.add("mimetype", _TYPE, is_stored=True)
    package.add("META-INF/manifest.xml", _MANIFEST.format(more=_SAID if said else ""))
    package.add("meta.xml", _meta(title, head))
    package.add("styles.xml", _styles(running_head, head))
    package.add("content.xml", content)
    if said:
        package.add(SAID_IN, said)
    return package.close()


def _meta(title: str, head: Head) -> str:
    return document(
        f"<office:document-meta {NAMES}><office:meta><dc:title>{escaped(title)}</dc:title>"
        f"<dc:subject>{escaped(head.name)}</dc:subject>"
        f"<dc:description>{escaped(' · '.join(head.lines))}</dc:description>"
        f"<dc:language>{escaped(head.language)}</dc:language></office:meta></office:document-meta>"
    )


def _styles(running_head: str, head: Head) -> str:
    language, _, country = head.language.partition("-")
    mode, size = "rl-tb" if head.is_rtl else "lr-tb", 'fo:font-size="11pt"'
    defaults = (
        '<style:default-style style:family="paragraph"><style:paragraph-properties '
        f'style:writing-mode="{mode}" fo:margin-bottom="0.2cm" fo:line-height="125%"/>'
        f'<style:text-properties style:font-name="Georgia" {_in_all_scripts(size)} '
        f'fo:language="{escaped(language)}" fo:country="{escaped(country or "none")}" '
        f'style:language-asian="{escaped(language)}" style:language-complex="{escaped(language)}"/>'
        "</style:default-style>"
    )
    page = (
        '<office:automatic-styles><style:page-layout style:name="page">'
        '<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
        'fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.3cm" '
        f'fo:margin-right="2.3cm" style:writing-mode="{mode}"/><style:header-style>'
        '<style:header-footer-properties fo:margin-bottom="0.5cm"/></style:header-style>'
        "<style:footer-style/></style:page-layout></office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" '
        'style:page-layout-name="page"><style:header><text:p text:style-name="Header">'
        f"{escaped(running_head)}</text:p></style:header><style:footer>"
        '<text:p text:style-name="Footer"><text:page-number/>/<text:page-count/></text:p>'
        "</style:footer></style:master-page></office:master-styles>"
    )
    return document(
        f"<office:document-styles {NAMES}><office:font-face-decls>"
        '<style:font-face style:name="Georgia" xmlns:svg="'
        f'{_SPACE}:svg-compatible:1.0" svg:font-family="Georgia, serif"/>'
        f"</office:font-face-decls><office:styles>{defaults}{''.join(_all_styles(mode))}"
        f"</office:styles>{page}</office:document-styles>"
    )


def _all_styles(mode: str) -> Iterator[str]:
    # LibreOffice takes “start” for the left, whatever the writing mode
    begin, end = ("right", "left") if mode == "rl-tb" else ("left", "right")
    yield _paragraph("Standard", f'style:writing-mode="{mode}" fo:text-align="{begin}"')
    yield _paragraph("Title", "", 'fo:font-weight="bold" fo:font-size="17pt"')
    yield _paragraph("Subtitle", 'fo:margin-bottom="0cm"', 'fo:font-size="9.5pt"')
    yield _paragraph("Warning", "", 'fo:font-weight="bold" fo:color="#8a1f05"')
    yield _paragraph("Header", "", 'fo:font-size="8.5pt"')
    yield _paragraph("Footer", f'fo:text-align="{end}"', 'fo:font-size="8.5pt"')
    for level in range(1, 6):
        size = max(11.0, 16 - 1.5 * level)
        yield _paragraph(
            f"Heading_20_{level}",
            'fo:keep-with-next="always" fo:margin-top="0.45cm"',
            f'fo:font-weight="bold" fo:font-size="{size}pt"',
            f' style:display-name="Heading {level}" style:default-outline-level="{level}"',
        )
    side = ' fo:border-left="2pt solid #777777" fo:padding-left="0.2cm"'
    for indent in range(5):
        place = f'fo:margin-left="{0.78 * indent + 1:.2f}cm" fo:text-indent="-1cm"'
        bare = f'fo:margin-left="{0.78 * indent:.2f}cm"'
        yield _paragraph(f"Provision{indent}", place)
        yield _paragraph(f"Provision{indent}{BARE}", bare)
        yield _paragraph(f"Rival{indent}", place + side)
        yield _paragraph(f"Rival{indent}{BARE}", bare + side)
    yield _character("Label", 'fo:font-weight="bold"')
    yield _character("Disputed", 'fo:background-color="#f6f1ea"')
    yield _character("Remark", 'fo:font-style="italic" fo:color="#555555"')
    yield _character("Status", 'fo:font-size="8pt" fo:color="#444444"')
    for hue, colour in COLOURS.items():
        yield _character(f"Mark{hue}", f'fo:font-weight="bold" fo:color="#{colour.lower()}"')


def _paragraph(name: str, place: str, words: str = "", more: str = "") -> str:
    parent = "" if name == "Standard" else ' style:parent-style-name="Standard"'
    tabs = (
        '<style:tab-stops><style:tab-stop style:position="0cm"/></style:tab-stops>'
        if name.startswith(("Provision", "Rival"))
        else ""
    )
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{parent}{more}>'
        f"<style:paragraph-properties {place}>{tabs}</style:paragraph-properties>"
        f"<style:text-properties {_in_all_scripts(words)}/></style:style>"
    )


def _character(name: str, words: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="text">'
        f"<style:text-properties {_in_all_scripts(words)}/></style:style>"
    )


def _in_all_scripts(words: str) -> str:
    """Weight, slant and size also for the scripts of Asia, for which there are other words."""
    return words + "".join(
        f' style:{name}-{script}="{value}"'
        for name, value in _FACES.findall(words)
        for script in ("asian", "complex")
    )
