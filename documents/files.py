"""Files as they are received: bytes that are a text. Pure."""

from __future__ import annotations

from documents.refusals import BadFile

LIMIT = 10 * 1024 * 1024
ENCODING = "utf-8"

_FOREIGN = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Word or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\xff\xfe", "a text in UTF-16"),
    (b"\xfe\xff", "a text in UTF-16"),
)


def read_text(name: str, content: bytes) -> str:
    """The bytes as text, nothing changed.

    :raises BadFile: when they are none, too many, or not a text in UTF-8.
    """
    if len(content) > LIMIT:
        raise BadFile(f"“{name}” is larger than {LIMIT // 1024 // 1024} MB.")
    for signature, what in _FOREIGN:
        if content.startswith(signature):
            raise BadFile(f"“{name}” is {what}, not a plain text; save it as plain text in UTF-8.")
    try:
        text = content.decode(ENCODING)
    except UnicodeDecodeError as error:
        raise BadFile(
            f"“{name}” could not be read as UTF-8, the one encoding that was tried: "
            f"byte {error.start + 1} does not fit."
        ) from error
    if "\0" in text:
        raise BadFile(f"“{name}” is not a text: it holds NUL characters.")
    if not text.strip():
        raise BadFile(f"“{name}” is empty.")
    return text
