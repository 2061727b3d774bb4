"""The cell «written_forms» of a vocabulary: how the papers write a thing, words and patterns parted by «|»."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FORM = re.compile(r"/((?:[^/\\]|\\.)+)/(?=\||$)|([^|]+)")


def patterns(written_forms: str) -> Iterator[str]:
    """Each form as a regular expression: «/…/» is one (in it «\\/» is a slash), other forms are whole words."""
    for found in _FORM.finditer(written_forms):
        yield found[1] or rf"(?<!\w){re.escape(found[2].strip())}(?!\w)"
