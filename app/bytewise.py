"""Texts in the order of their code points, as SQLite and Python have it, whatever language PostgreSQL speaks."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class bytewise(FunctionElement[str]):  # noqa: N801 (it stands where functions of SQL stand)
    """``order_by(bytewise(column))``."""

    type = String()
    inherit_cache = True

    def __init__(self, column: ColumnElement[str] | Any) -> None:
        super().__init__(column)


@compiles(bytewise)
def _as_it_is(element: bytewise, compiler: SQLCompiler, **more: Any) -> str:
    return compiler.process(element.clauses, **more)


@compiles(bytewise, "postgresql")
def _by_code_points(element: bytewise, compiler: SQLCompiler, **more: Any) -> str:
    return f'{compiler.process(element.clauses, **more)} COLLATE "C"'
