"""Who may import whom: the house of the design, kept."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DESKS = ("search", "atlas", "intake", "review", "account", "api", "evaluation", "about")
WEB = (
    "flask", "apiflask", "wtforms", "flask_wtf", "flask_babel", "flask_sqlalchemy_lite", "werkzeug", "flask_security",
    "flask_login", "flask_principal",
)  # fmt: skip
WEB_ROOMS = {
    "app/__init__.py", "app/house.py", "app/db.py", "app/access.py", "app/errors.py", "app/cli.py", "app/languages.py",
    "app/current.py",  # who asks
    "app/settings.py",  # the configuration at work
    "app/sizes.py",  # how much
    "app/limits.py",  # how often
    "app/account/wiring.py",  # Flask-Security put into the house
    "app/account/library.py",  # its parts that are ours
    "app/models/users.py",  # its mixins
}  # fmt: skip
FORBIDDEN = {  # room → what it must not import
    "indexer/names": ("app", "indexer.entry", "indexer.index", "indexer.search", "indexer.columns", "indexer.schema"),
    "indexer": ("app", "sqlalchemy", "alembic", *WEB),
    "app/models": ("app.search", "app.atlas", "app.intake", "app.api", "app.privacy", "indexer", "flask"),
}
ENGINE_ROOMS = {"indexer/schema.py", "indexer/codec.py", "indexer/segments.py"}
SOURCES = sorted(path for top in ("app", "indexer") for path in (ROOT / top).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Every module that the file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def room(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=room)
def test_imports_point_one_way(path: Path) -> None:
    for top, forbidden in FORBIDDEN.items():
        if room(path).startswith(f"{top}/"):
            assert not [module for module in imports(path) if within(module, forbidden)]


@pytest.mark.parametrize("path", SOURCES, ids=room)
def test_desks_do_not_import_one_another(path: Path) -> None:
    own = next((desk for desk in DESKS if room(path).startswith(f"app/{desk}/")), None)
    if own:
        others = tuple(f"app.{desk}" for desk in DESKS if desk != own)
        assert not [module for module in imports(path) if within(module, others)]


@pytest.mark.parametrize("path", SOURCES, ids=room)
def test_web_libraries_stay_at_the_edge(path: Path) -> None:
    name = room(path)
    if name in WEB_ROOMS or path.name in ("views.py", "forms.py", "schemas.py", "cli.py"):
        return
    allowed = ("flask_babel",)  # what is said to people is said in their language, wherever it is put into words
    assert not [m for m in imports(path) if within(m, tuple(w for w in WEB if w not in allowed))]


@pytest.mark.parametrize("path", [p for p in SOURCES if p.name == "views.py"], ids=room)
def test_views_know_no_sql(path: Path) -> None:
    assert not [module for module in imports(path) if within(module, ("sqlalchemy",))]


@pytest.mark.parametrize("path", SOURCES, ids=room)
def test_the_search_engine_can_be_replaced_by_three_files(path: Path) -> None:
    if room(path) not in ENGINE_ROOMS:
        assert not [module for module in imports(path) if within(module, ("whoosh",))]


@pytest.mark.parametrize("path", [p for p in SOURCES if room(p).startswith("indexer/names/")], ids=room)
def test_names_rest_on_numpy_numba_rapidfuzz_and_the_standard_library(path: Path) -> None:
    allowed = (*sys.stdlib_module_names, "numpy", "numba", "rapidfuzz", "indexer.names")
    assert not [module for module in imports(path) if not within(module, allowed)]


def test_every_room_is_looked_at() -> None:
    assert len(SOURCES) > 30
