"""What a reader calls one source: the book, archive or site that many records come from, whatever page each is on."""

from __future__ import annotations

import re

from flask_babel import gettext

from app.messages import N_
from app.models import Source
from app.page_words import source_name

COMPILED = "compiled"  # by this project, from other people's pages
UNNAMED = "unnamed"
LONGEST = 200  # letters that tell one collection from another; it stands in addresses
TITLES = {COMPILED: N_("compiled by Esimder from public pages"), UNNAMED: N_("not named")}
# Where in the book or file one person stands: «, с. 35», «, л. 12 об.», «, pp. 4–5», «, S. 7».
_PAGE = re.compile(r"[\s,.;:–—-]+(?:с|стр|л|лл|p|pp|S|s|б)\.?\s*\d[\d\s,–—-]*(?:об\.?)?[\s.]*$")


def collection(source: Source) -> str:
    """The code of the collection, which is its name: citation without page, else archive, else site of its pages."""
    return collection_of(source_name(source), independent=source.independent)


def collection_of(name: str, *, independent: bool) -> str:
    """The same, of what the source is called."""
    if not independent:
        return COMPILED
    return _PAGE.sub("", " ".join(name.split()))[:LONGEST].strip() or UNNAMED


def title(code: str) -> str:
    """What the collection is called in the reader's language."""
    return gettext(TITLES[code]) if code in TITLES else code
