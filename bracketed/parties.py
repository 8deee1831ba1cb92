"""Names that parties are printed under, and the attributions made of them.

A colon or a dash alone does not make an attribution ("[Action lines: …]"): there has to be
a party. Hence the list of member states and negotiating groups as texts print them; beside
it only codes of two or three capitals count (``CH``, ``J``, ``EU``), unless they are known
to mean something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMES = """
Afghanistan|Albania|Algeria|Andorra|Angola|Antigua and Barbuda|Argentina|Armenia|Australia
Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan
Bolivia|Bosnia and Herzegovina|Botswana|Brazil|Brunei|Brunei Darussalam|Bulgaria|Burkina Faso
Burundi|Cabo Verde|Cambodia|Cameroon|Canada|Central African Republic|Chad|Chile|China|Colombia
Comoros|Congo|Costa Rica|Côte d'Ivoire|Côte d’Ivoire|Croatia|Cuba|Cyprus|Czech Republic|Czechia
Denmark|Djibouti|Dominica|Dominican Republic|DPRK|DRC|Ecuador|Egypt|El Salvador
Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia
Germany|Ghana|Greece|Grenada|Guatemala|Guinea|Guinea-Bissau|Guyana|Haiti|Holy See|Honduras
Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kazakhstan
Kenya|Kiribati|Korea|Kuwait|Kyrgyzstan|Lao PDR|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya
Liechtenstein|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta
Marshall Islands|Mauritania|Mauritius|Mexico|Micronesia|Moldova|Monaco|Mongolia|Montenegro
Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria
North Macedonia|Norway|Oman|Pakistan|Palau|Palestine|Panama|Papua New Guinea|Paraguay|Peru
Philippines|Poland|Portugal|Qatar|Republic of Korea|ROK|Romania|Russia|Russian Federation|Rwanda
Saint Kitts and Nevis|Saint Lucia|Saint Vincent and the Grenadines|Samoa|San Marino
Sao Tome and Principe|Saudi|Saudi Arabia|KSA|Senegal|Serbia|Seychelles|Sierra Leone|Singapore
Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|South Sudan|Spain|Sri Lanka|Sudan
Suriname|Sweden|Switzerland|Syria|Tajikistan|Tanzania|Thailand|Timor-Leste|Togo|Tonga
Trinidad and Tobago|Tunisia|Turkey|Türkiye|Turkmenistan|Tuvalu|Uganda|Ukraine
United Arab Emirates|UAE|United Kingdom|UK|U.K.|United States|United States of America|US|U.S.
USA|Uruguay|Uzbekistan|Vanuatu|Venezuela|Viet Nam|Vietnam|Yemen|Zambia|Zimbabwe
European Union|EU|G77|G-77|G77 and China|G-77 and China|G77/China|G-77/China|African Group
Arab Group|Arab States|AOSIS|LDCs|LLDCs|SIDS|GRULAC|WEOG|NAM|CARICOM|CANZ|JUSCANZ|JUSSCANZ
Umbrella Group|Like-minded Group|LMDC|LMDCs|AILAC|ALBA|EIG|BRICS|ASEAN|Pacific Islands Forum|PIF
Rio Group|Quad|Asia-Pacific Group|Chair|Co-Chairs|Cochairs|Facilitator|Co-Facilitators
"""
_KNOWN = frozenset(name for line in _NAMES.split("\n") for name in line.split("|") if name)
#: Codes of three capitals at most that stand before a colon and are no party.
_NO_PARTY = frozenset(
    ("ICT", "IGF", "SDG", "MDG", "GDP", "ODA", "PP", "OP", "ALT", "NB", "PS", "UN", "TBC", "TBD",
     "OER", "ALC", "XX", "XXX")
)  # fmt: skip
_SECTORS = re.compile(
    r", (?:Governments?|Civil Society|Private Sector|International Organi[sz]ations?"
    r"|Regional Organi[sz]ations?|Academia|Technical Community)\Z"
)
_SEPARATORS = re.compile(r"\s*[/;,+&]\s*|\s+and\s+")
_COLON = re.compile(r"\s*([A-Z][^:\[\]\n]{0,120}?)\s*:(?=\s|\Z)")
_DASHED = re.compile(r"\s[–—-]\s*([A-Z][^\[\]\n]{0,80}?)\s*\Z")
#: What parties are noted to do with words.
_STANCE = re.compile(
    r"\s+(?:to )?(?:deletes?|reserves?|reservation|supports?|opposes?|proposes?|prefers?|retains?"
    r"|keeps?|adds?|proposal|bracket|delete all|delete para)\Z",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\s*(?:led|proposed|proposals?|supported|submitted|suggested|reserved|reservation|requested"
    r"|redrafted|text)\s+(?:by|from|of)\s+(?:the\s+)?([A-Z][^\[\]\n]{0,100}?)\s*\Z",
    re.IGNORECASE,
)
_PROPOSAL = re.compile(r"\s*(?:Proposal|Proposed by|Source)\s*:\s*([A-Z][^\[\]\n]{0,120}?)\s*\Z")
_LOOK = 200


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who stands behind words.

    ``start … end`` are the words attributed, without the names; the stretch is empty when
    the bracket holds nothing but names.
    """

    parties: str
    start: int
    end: int


def names_parties(words: str) -> bool:
    """Whether ``words`` is a list of parties and nothing else: ``EU/CH/J``, ``Iran``."""
    words = _SECTORS.sub("", words.strip())
    if words in _KNOWN:
        return True
    names = [name for name in _SEPARATORS.split(words) if name]
    return bool(names) and all(_is_party(name) for name in names)


def read_attribution(text: str, start: int, end: int) -> Attribution | None:
    """Read the bracket ``text[start:end]`` as attributed; None when it names no party."""
    first, last = start + 1, end - 1
    head = text[first : min(last, first + _LOOK)]
    named = _COLON.match(head)
    if named and names_parties(named[1]):
        return Attribution(named[1], *_trimmed(text, first + named.end(), last))
    tail_start = max(first, last - _LOOK)
    dashed = _DASHED.search(text[tail_start:last])
    if dashed and _all_take_a_stance(dashed[1]):
        return Attribution(dashed[1], *_trimmed(text, first, tail_start + dashed.start()))
    if last - first > _LOOK:
        return None
    for shape in (_BY, _PROPOSAL):
        whole = shape.match(head)
        if whole and names_parties(whole[1]):
            return Attribution(whole[1], last, last)
    if _STANCE.search(head.rstrip()) and _all_take_a_stance(head.strip()):
        return Attribution(head.strip(), last, last)
    if "/" in head and names_parties(head):
        return Attribution(head.strip(), last, last)
    return None


def _is_party(name: str) -> bool:
    if name in _KNOWN:
        return True
    return len(name) <= 3 and name.isalpha() and name.isupper() and name not in _NO_PARTY


def _all_take_a_stance(words: str) -> bool:
    """``EU; G77 delete``: each part names parties, with or without what they do."""
    return all(names_parties(_STANCE.sub("", part.strip())) for part in words.split(";"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
