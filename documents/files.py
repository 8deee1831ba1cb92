"""Files as they are received: bytes that are a text. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from documents.refusals import BadFile

LIMIT = 10 * 1024 * 1024
ENCODING = "utf-8"

_PDF = _lazy("“%(file)s” is a PDF file; save it as plain text in UTF-8.")
_ZIP = _lazy("“%(file)s” is a Word or zip file; save it as plain text in UTF-8.")
_OLD_WORD = _lazy("“%(file)s” is an old Word file; save it as plain text in UTF-8.")
_RTF = _lazy("“%(file)s” is an RTF file; save it as plain text in UTF-8.")
_UTF_16 = _lazy("“%(file)s” is a text in UTF-16; save it as plain text in UTF-8.")
_FOREIGN = (
    (b"%PDF-", _PDF),
    (b"PK\x03\x04", _ZIP),
    (b"\xd0\xcf\x11\xe0", _OLD_WORD),
    (b"{\\rtf", _RTF),
    (b"\xff\xfe", _UTF_16),
    (b"\xfe\xff", _UTF_16),
)


def read_text(name: str, content: bytes) -> str:
    """The bytes as text, nothing changed.

    :raises BadFile: when they are none, too many, or not a text in UTF-8.
    """
    if len(content) > LIMIT:
        raise BadFile(
            _("“%(file)s” is larger than %(limit)d MB.")
            % {"file": name, "limit": LIMIT // 1024 // 1024}
        )
    for signature, sentence in _FOREIGN:
        if content.startswith(signature):
            raise BadFile(sentence % {"file": name})
    try:
        text = content.decode(ENCODING)
    except UnicodeDecodeError as error:
        raise BadFile(
            _(
                "“%(file)s” could not be read as UTF-8, the one encoding that was tried: "
                "byte %(place)d does not fit."
            )
            % {"file": name, "place": error.start + 1}
        ) from error
    if "\0" in text:
        raise BadFile(_("“%(file)s” is not a text: it holds NUL characters.") % {"file": name})
    if not text.strip():
        raise BadFile(_("“%(file)s” is empty.") % {"file": name})
    return text
