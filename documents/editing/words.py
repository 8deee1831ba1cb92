"""Words as they come in from a form or a client."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

from documents.refusals import BadText

#: What one provision may hold, in code points.
LONGEST = 100_000
LONGEST_LABEL = 200
_ALLOWED = frozenset("\n\t")


def clean_words(text: str) -> str:
    """The words without the white space at their edges, lines ended by a newline.

    :raises BadText: when they are too many, or hold control characters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > LONGEST:
        raise BadText(
            _("This paragraph is too long (characters: %(number)d; at most %(most)d); divide it.")
            % {"most": LONGEST, "number": len(text)}
        )
    _refuse_controls(text, _ALLOWED)
    return text


def clean_label(label: str) -> str:
    """The label with single spaces.

    :raises BadText: when it is too long, or holds control characters.
    """
    label = " ".join(label.split())
    if len(label) > LONGEST_LABEL:
        raise BadText(
            _("This label is too long (characters: at most %(most)d).") % {"most": LONGEST_LABEL}
        )
    _refuse_controls(label, frozenset())
    return label


def _refuse_controls(text: str, allowed: frozenset[str]) -> None:
    for at, sign in enumerate(text):
        # Cc: control characters; Cs: halves of a character, which no database takes.
        if unicodedata.category(sign) in ("Cc", "Cs") and sign not in allowed:
            raise BadText(
                _(
                    "Character %(place)d is a control character (U+%(code)s), which no text "
                    "holds; delete it."
                )
                % {"place": at + 1, "code": f"{ord(sign):04X}"}
            )
