"""A name in the letters of the reader: by the scheme of the reader's language, told as a reading, never as the name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from indexer.names import translit
from indexer.names.name import Script
from indexer.names.normalize import script
from indexer.names.tables import rows

CYRILLIC = "Cyrl"
SCHEMES = MappingProxyType({"en": "bgn", "de": "german", "pl": "polish", "lt": "lithuanian"})  # others read Cyrillic
_KAZAKH = re.compile(r"[әғқңөұүһ]", re.IGNORECASE)
_UKRAINIAN = re.compile(r"[ґєї]|(?<!\w)і|і(?!\w)|[бвгджзклмнпрстфхцчшщ]і", re.IGNORECASE)
_BELARUSIAN = re.compile(r"ў", re.IGNORECASE)
_OWN_SCHEME = MappingProxyType({("kk", "en"): "kazakh-bgn", ("uk", "en"): "ukrainian-bgn", ("be", "en"): "belarusian"})
_RUSSIFIED = MappingProxyType({"kk": "kazakh-russian", "uk": "ukrainian-russian", "be": "belarusian-russian"})
_BACK = MappingProxyType({"lt": "lithuanian-back", "pl": "polish-back"})  # the others lose too much on the way back
_IOTATED = re.compile(r"\bЁ")  # Йонас
_WORD = re.compile(r"[^\s«»„“”\"(),;]+")


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name as read: ``cyrillic`` or Latin letters; ``scheme`` is the standard it follows, '' for a guess of ours."""

    text: str
    cyrillic: bool
    scheme: str


def read_name(written: str, language: str, own: str = "") -> ReadName | None:
    """The name in the letters that readers of the language know; ``own`` is the language it is written in, '' unknown.

    None where it stands in these letters already, and where Latin letters may be of any language: «ch» has five sounds.
    """
    latin = SCHEMES.get(language)
    wanted = Script.LATIN if latin else Script.CYRILLIC
    scripts = {script(word) for word in _WORD.findall(written) if any(map(str.isalpha, word))}
    if not scripts or scripts == {wanted}:
        return None
    if latin is None and Script.LATIN in scripts:
        return ReadName(_IOTATED.sub("Йо", translit.apply(_BACK[own], written)), True, "") if own in _BACK else None
    if latin is None:
        return ReadName(_in_cyrillic(written), True, "")
    if scripts == {Script.CYRILLIC}:
        return _romanized(written, language)
    return ReadName(translit.apply(latin, _in_cyrillic(written)), False, "")


def _romanized(written: str, language: str) -> ReadName:
    """By the scheme for the name's own letters where the reader's language has one, else through the Russian form."""
    own = _letters_of(written)
    scheme = _OWN_SCHEME.get((own, language))
    if scheme is None:
        scheme = SCHEMES[language]
        written = translit.apply(_RUSSIFIED[own], written) if own else written
    return ReadName(translit.apply(scheme, written), False, _standards()[scheme])


def _letters_of(written: str) -> str:
    if _KAZAKH.search(written):
        return "kk"
    if _BELARUSIAN.search(written):
        return "be"
    return "uk" if _UKRAINIAN.search(written) else ""


def _in_cyrillic(written: str) -> str:
    return _WORD.sub(lambda word: _likeliest(word[0]), written)


def _likeliest(word: str) -> str:
    found = translit.readings(word) if script(word) is not Script.CYRILLIC else ()
    return "-".join(part[:1].upper() + part[1:] for part in found[0].split("-")) if found else word


def _standards() -> Mapping[str, str]:
    return {row["id"]: row["source"] for row in rows("schemes")}
