"""Words that stand for each other in negotiated texts.

``human [rights]`` adds a word, ``evaluation [review]`` replaces one, and nothing in the
print tells which. Only words of one family can replace each other; the families are those
of the words that drafts really offer side by side. What is not in a family is read as an
addition, which loses nothing when brackets are lifted.
"""

from __future__ import annotations

MODALS = frozenset(("shall", "should", "will", "would", "may", "might", "must", "can", "could"))

#: The words by which a paragraph acts, in families.
_ACTS = """
emphasize emphasise recognize recognise acknowledge stress underline underscore highlight
affirm reaffirm reiterate confirm recall note welcome appreciate commend support endorse value
encourage urge invite request call ensure strive seek promote foster facilitate enable support
enhance strengthen reinforce implement improve increase develop continue
agree decide determine resolve commit undertake pledge
evaluate review assess monitor measure appraise
"""

_OTHERS = """
evaluation review assessment monitoring appraisal follow-up oversight measurement
encourages urges invites requests calls decides recommends notes welcomes recognizes
recognizing recognising acknowledging noting emphasizing stressing recalling reaffirming
encouraging promoting ensuring enhancing strengthening facilitating
goals targets objectives aims outcomes commitments agreements decisions results principles
goal target objective aim outcome commitment agreement decision result principle
matters issues policies actions measures activities questions topics initiatives
governments states countries nations members
stakeholders actors partners parties participants
cooperation collaboration coordination partnership participation involvement volunteerism
below under beneath above over
forums fora forum
cybersecurity cybercrime security safety
multilateral multistakeholder multi-stakeholder intergovernmental
national regional international global local
essential necessary important needed vital crucial critical required indispensable fundamental
all every each any some
women men girls boys citizens people persons individuals peoples
transfer exchange sharing dissemination
lead leading key main central
legal juridical legislative regulatory
illegal unlawful harmful illicit
"""

#: Verbs that act, in the form that follows "We".
ACTS = frozenset(_ACTS.split())


def _number_families() -> dict[str, set[int]]:
    families = [" ".join(MODALS), *_ACTS.split("\n"), *_OTHERS.split("\n")]
    numbers: dict[str, set[int]] = {}
    for number, family in enumerate(families):
        for word in family.split():
            numbers.setdefault(word, set()).add(number)
    return numbers


_KIN = _number_families()
_NONE: set[int] = set()


def are_kin(first: str, second: str) -> bool:
    """Whether two different words belong to one family."""
    one, other = first.lower(), second.lower()
    return one != other and not _KIN.get(one, _NONE).isdisjoint(_KIN.get(other, _NONE))
