"""What a browser with script adds to a form that asks for no account (app/guard.py)."""

from __future__ import annotations

import re
from itertools import count

from app.guard import Task, solves


def solved(page: str) -> dict[str, str]:
    """The fields of the task in that page, solved; nothing where the page has none."""
    text = re.search(r'name="task" value="([^"]+)"', page)
    bits = re.search(r'data-bits="(\d+)"', page)
    if not text or not bits:
        return {}
    task = Task(text[1].split(".")[0], int(bits[1]), 0, text[1])
    found = next(str(number) for number in count() if solves(task, str(number)))
    return {"task": text[1], "solution": found, "website": "", "sum": ""}
