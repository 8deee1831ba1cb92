"""The parts of a DOCX file that are the same in every one, and its styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from documents.writing.model import Head
from documents.writing.packing import Package
from documents.writing.xml import document
from documents.writing.xml import text as escaped

W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
ROOT: Final = f"{W} {_R}"
#: Bracket marks by depth, as the pages colour them; the last is of marks that pair with nothing.
COLOURS: Final = {1: "942308", 2: "004A50", 3: "6D0F57", 0: "8A1F05"}
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LEVELS: Final = 5
_FACES: Final = re.compile(r"<w:(b|i|sz)((?: [^/]*)?)/>")
#: What ends the name of the style of a paragraph without a label: nothing hangs out of it.
BARE: Final = "Bare"
#: How far words hang in under others, and their label out of them, in twentieths of a point.
_STEP, _HANG = 440, 567

_TYPES: Final = document(
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for part, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("comments", "comments"),
            ("header1", "header"),
            ("footer1", "footer"),
        )
    )
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-'
    'package.core-properties+xml"/></Types>'
)
_RELATIONS: Final = document(
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_PARTS: Final = document(
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}.xml"/>'
        for number, (kind, target) in enumerate(
            (
                ("styles", "styles"),
                ("comments", "comments"),
                ("header", "header1"),
                ("footer", "footer1"),
            ),
            start=1,
        )
    )
    + "{more}</Relationships>"
)
_SAID: Final = (
    f'<Relationship Id="rId9" Type="{_OFFICE}/customXml" Target="../customXml/item1.xml"/>'
)
#: Where a package states what its provisions are.
SAID_IN: Final = "customXml/item1.xml"
SECTION: Final = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
    '<w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1304" w:bottom="1304" w:left="1304" w:header="709" '
    'w:footer="709" w:gutter="0"/>{bidi}</w:sectPr>'
)


def write_package(
    title: str,
    running_head: str,
    head: Head,
    body: Iterator[str],
    comments: Iterator[str],
    said: Iterator[str] | None = None,
) -> bytes:
    """A DOCX file of a body and comments; ``said`` is what it states to programs."""
    package = Package()
    package.add("[Content_Types].xml", _TYPES)
    package.add("_rels/.rels", _RELATIONS)
    package.add("word/_rels/document.xml.rels", _PARTS.format(more=_SAID if said else ""))
    package.add("word/styles.xml", _styles(head))
    package.add("word/header1.xml", _header(running_head, is_rtl=head.is_rtl))
    package.add("word/footer1.xml", _footer())
    package.add("docProps/core.xml", _core(title, head))
    package.add("word/document.xml", body)
    package.add("word/comments.xml", comments)
    if said:
        package.add(SAID_IN, said)
    return package.close()


def _core(title: str, head: Head) -> str:
    return document(
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:subject>{escaped(head.name)}</dc:subject>"
        f"<dc:description>{escaped(' · '.join(head.lines))}</dc:description>"
        f"<dc:identifier>{escaped(head.address)}</dc:identifier>"
        f"<dc:language>{escaped(head.language)}</dc:language></cp:coreProperties>"
    )


def _header(words: str, *, is_rtl: bool) -> str:
    bidi = "<w:bidi/>" if is_rtl else ""
    return document(
        f'<w:hdr {ROOT}><w:p><w:pPr><w:pStyle w:val="Header"/>{bidi}</w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escaped(words)}</w:t></w:r></w:p></w:hdr>'
    )


def _footer() -> str:
    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    return document(
        f'<w:ftr {ROOT}><w:p><w:pPr><w:pStyle w:val="Header"/><w:jc w:val="end"/></w:pPr>'
        f"{field('PAGE')}<w:r><w:t>/</w:t></w:r>{field('NUMPAGES')}</w:p></w:ftr>"
    )


def _styles(head: Head) -> str:
    language = escaped(head.language)
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" '
        'w:cs="Times New Roman"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{language}"/>'
        "</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="288" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    return document(f"<w:styles {W}>{defaults}{''.join(_all_styles())}</w:styles>")


def _all_styles() -> Iterator[str]:
    yield _paragraph("Normal", "Normal", is_default=True)
    yield _paragraph("Title", "Title", run='<w:b/><w:sz w:val="34"/>')
    yield _paragraph("Subtitle", "Subtitle", '<w:spacing w:after="20"/>', '<w:sz w:val="19"/>')
    yield _paragraph("Warning", "Warning", run='<w:b/><w:color w:val="8A1F05"/>')
    yield _paragraph("Header", "header", run='<w:sz w:val="17"/>')
    yield _paragraph("CommentText", "annotation text", run='<w:sz w:val="20"/>')
    for level in range(1, _LEVELS + 1):
        size = max(22, 32 - 3 * level)
        yield _paragraph(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:spacing w:before="260" w:after="100"/>'
            f'<w:outlineLvl w:val="{level - 1}"/>',
            f'<w:b/><w:sz w:val="{size}"/>',
        )
    side = '<w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="777777"/></w:pBdr>'
    for indent in range(_LEVELS):
        place = (
            f'<w:tabs><w:tab w:val="left" w:pos="{indent * _STEP + _HANG}"/></w:tabs>'
            f'<w:ind w:start="{indent * _STEP + _HANG}" w:hanging="{_HANG}"/>'
        )
        bare = f'<w:ind w:start="{indent * _STEP}"/>'
        yield _paragraph(f"Provision{indent}", f"Provision {indent}", place)
        yield _paragraph(f"Provision{indent}{BARE}", f"Provision {indent} without label", bare)
        yield _paragraph(f"Rival{indent}", f"Alternative {indent}", side + place)
        yield _paragraph(f"Rival{indent}{BARE}", f"Alternative {indent} without label", side + bare)
    yield _character("Label", "<w:b/>")
    yield _character("Disputed", '<w:shd w:val="clear" w:color="auto" w:fill="F6F1EA"/>')
    yield _character("Remark", '<w:i/><w:color w:val="555555"/>')
    yield _character("Status", '<w:sz w:val="16"/><w:color w:val="444444"/>')
    yield _character("CommentReference", '<w:sz w:val="16"/>', "annotation reference")
    for hue, colour in COLOURS.items():
        yield _character(f"Mark{hue}", f'<w:b/><w:color w:val="{colour}"/>')


def _paragraph(
    name: str, title: str, place: str = "", run: str = "", *, is_default: bool = False
) -> str:
    based = "" if is_default else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if is_default else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{title}"/>{based}'
        f"<w:qFormat/><w:pPr>{place}</w:pPr><w:rPr>{_in_all_scripts(run)}</w:rPr></w:style>"
    )


def _character(name: str, run: str, title: str = "") -> str:
    return (
        f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{title or name}"/>'
        f"<w:rPr>{_in_all_scripts(run)}</w:rPr></w:style>"
    )


def _in_all_scripts(run: str) -> str:
    """Weight, slant and size also for scripts like the Arabic, for which there are other words."""
    return _FACES.sub(lambda found: f"{found[0]}<w:{found[1]}Cs{found[2]}/>", run)
