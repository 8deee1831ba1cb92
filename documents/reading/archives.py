"""Zip archives and XML that somebody sent: read within bounds, or refused by name."""

from __future__ import annotations

import io
import zipfile
import zlib

from django.utils.translation import gettext as _
from lxml import etree

from documents.refusals import BadFile

#: No word-processor file of any size has more parts, or parts that shrink better.
_MOST_MEMBERS = 5000
_LARGEST_MEMBER = 40 * 1024 * 1024
_LARGEST_RATIO = 400
#: Below this nothing is suspicious: a page of blanks shrinks to nothing.
_SMALL = 2 * 1024 * 1024
#: Tables in tables in tables: nobody nests deeper.
_DEEPEST = 200


class Archive:
    """The parts of a zip file by name."""

    def __init__(self, name: str, content: bytes) -> None:
        """:raises BadFile: when it is truncated, protected, or too large to be true."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise BadFile(
                _("“%(name)s” is damaged: it seems to have been cut off.") % {"name": name}
            ) from error
        if len(members) > _MOST_MEMBERS:
            raise BadFile(
                _("“%(name)s” holds more parts than any text does (over %(number)d).")
                % {"name": name, "number": _MOST_MEMBERS}
            )
        self._members = {member.filename: member for member in members}

    def __contains__(self, part: str) -> bool:
        return part in self._members

    @property
    def parts(self) -> frozenset[str]:
        """The names of its parts."""
        return frozenset(self._members)

    def read(self, part: str) -> bytes:
        """The bytes of a part.

        :raises BadFile: when it is not there, protected, damaged, or swells too much.
        """
        member = self._members.get(part)
        if member is None:
            raise self._damaged()
        if member.flag_bits & 1:
            raise protected(self.name)
        size = member.file_size
        if size > _LARGEST_MEMBER or (
            size > _SMALL and size > _LARGEST_RATIO * max(member.compress_size, 1)
        ):
            raise BadFile(
                _("“%(name)s” swells to a size that no text has, and was not unpacked.")
                % {"name": self.name}
            )
        try:
            with self._zip.open(member) as stream:
                # What is unpacked is bounded by what is there, not by what the file says.
                content = stream.read(min(size, _LARGEST_MEMBER) + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            OSError,
            NotImplementedError,
            RuntimeError,
            EOFError,
            MemoryError,
        ) as error:
            raise self._damaged() from error
        if len(content) > size:
            raise self._damaged()
        return content

    def read_xml(self, part: str) -> etree._Element:
        """The root of a part that is XML."""
        return read_xml(self.name, self.read(part))

    def _damaged(self) -> BadFile:
        return BadFile(
            _("“%(name)s” is damaged: a part of it cannot be read.") % {"name": self.name}
        )


def protected(name: str) -> BadFile:
    """The refusal of a file that only a password opens."""
    return BadFile(
        _("“%(name)s” is protected with a password; save it without one.") % {"name": name}
    )


def read_xml(name: str, content: bytes) -> etree._Element:
    """The root element; no entity is expanded and nothing fetched.

    :raises BadFile: when it is not well formed, nested too deeply, or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError, AssertionError) as error:
        if "depth" in str(error).lower():
            raise too_deep(name) from error
        if "entit" in str(error).lower():
            raise _declares(name) from error
        raise BadFile(
            _("“%(name)s” is damaged: its XML is not well formed.") % {"name": name}
        ) from error
    if root is None:
        raise BadFile(_("“%(name)s” is damaged: its XML is not well formed.") % {"name": name})
    document = root.getroottree().docinfo
    if document.internalDTD is not None and _has_declarations(document):
        raise _declares(name)
    check_depth(name, root)
    return root


def check_depth(name: str, root: etree._Element) -> None:
    """Pass if no element stands deeper than any text is nested.

    :raises BadFile: otherwise.
    """
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise too_deep(name)


def too_deep(name: str) -> BadFile:
    """The refusal of elements nested without end."""
    return BadFile(
        _("“%(name)s” is nested more than %(number)d deep; no text is.")
        % {"name": name, "number": _DEEPEST}
    )


def _has_declarations(document: etree.DocInfo) -> bool:
    declared = document.internalDTD
    return declared is not None and (
        any(True for _ in declared.iterentities())
        or document.system_url is not None
        or document.public_id is not None
    )


def _declares(name: str) -> BadFile:
    return BadFile(
        _("“%(name)s” declares entities of its own; such files are not read.") % {"name": name}
    )


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty of a comment or an entity."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """The value of an attribute, whatever its namespace; empty where there is none."""
    for key, value in element.attrib.items():
        if etree.QName(key).localname == name:
            return str(value)
    return ""
