"""What a reader calls one source: the book, archive or site that many records come from, whatever page each is on."""

from __future__ import annotations

import re
from hashlib import blake2s

from flask_babel import gettext

from app.messages import N_
from app.models import Source
from app.page_words import source_name

COMPILED = "compiled"  # by this project, from other people's pages
UNNAMED = "unnamed"
LONGEST = 60  # letters of a code, for it stands in every address of a page; of a longer name a mark tells the rest
TITLES = {COMPILED: N_("compiled by Esimder from public pages"), UNNAMED: N_("not named")}
_CUT = "~"
_MARK = re.compile(rf"{_CUT}[0-9a-f]{{6}}$")
# Where in the book or file one person stands: «, с. 35», «, л. 12 об.», «, pp. 4–5», «, S. 7».
_PAGE = re.compile(r"[\s,.;:–—-]+(?:с|стр|л|лл|p|pp|S|s|б)\.?\s*\d[\d\s,–—-]*(?:об\.?)?[\s.]*$")


def collection(source: Source) -> str:
    """The code of the collection, which is its name: citation without page, else archive, else site of its pages."""
    return collection_of(source_name(source), independent=source.independent)


def collection_of(name: str, *, independent: bool) -> str:
    """The same, of what the source is called."""
    if not independent:
        return COMPILED
    whole = _PAGE.sub("", " ".join(name.split())).strip()
    if len(whole) <= LONGEST:
        return whole or UNNAMED
    return f"{whole[:LONGEST].rstrip()}{_CUT}{blake2s(whole.encode(), digest_size=3).hexdigest()}"


def title(code: str) -> str:
    """What the collection is called in the reader's language."""
    if code in TITLES:
        said: str = gettext(TITLES[code])
        return said
    return _MARK.sub("…", code)
