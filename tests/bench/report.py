"""The figures of a run as a table for people, and the plot beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.figures import Json
from tests.bench.kept import read
from tests.bench.peers import OURS
from tests.bench.plot import Line, plot

Cell = Callable[[Json], object]

# label → the part it is of, and where its figure stands in it
_ROWS: tuple[tuple[str, str, Cell], ...] = (
    ("Import, records a second", "import", lambda part: f"{part['records_per_s']:,}"),
    ("Import, s", "import", lambda part: part["import_s"]),
    ("Import with the index, s", "import", lambda part: part.get("index_included_s")),
    ("Full index, s", "index", lambda part: part["index_s"]),
    ("Full index, records a second", "index", lambda part: f"{part['records_per_s']:,}"),
    ("Database, MB", "index", lambda part: part["database_mb"]),
    ("Index, MB", "index", lambda part: part["index_mb"]),
    ("First answer of a fresh process, s", "search", lambda part: part["first_answer"]["s"]),
    ("of that opening and searching, ms", "search", lambda part: _both(part["first_answer"], "open_ms", "find_ms")),
    ("Memory of a searching process, resident / private, MB", "search",
     lambda part: _both(part["memory_mb"], "rss_mb", "private_mb")),
    ("Search in process: names", "search", lambda part: _times(part["names"])),
    ("of that work of the processor, p50 / p95", "search", lambda part: _both(part["names"], "cpu_p50", "cpu_p95")),
    *(
        (f"{kind}", "search", lambda part, kind=kind: _times(part["kinds"][kind]))
        for kind in ("common", "rare", "year", "filters", "common, filters", "deep page", "by surname", "short word",
                     "surname alone")
    ),
    ("surnames begun", "search", lambda part: _times(part["prefix"])),
    ("The worst query, ms", "search", lambda part: part["worst"][0][0]),
    ("Queries over 150 ms", "search", lambda part: part["over_budget"]),
    ("Over HTTP, one client: names", "http", lambda part: _times(part["one"]["names"])),
    ("one client: all kinds", "http", lambda part: _times(part["one"]["all"])),
    ("one client: pages", "http", lambda part: _times(part["pages"])),
    ("one client: surnames begun", "http", lambda part: _times(part["begun"])),
    ("one client: requests a second", "http", lambda part: part["one"]["requests_per_s"]),
    *(
        (f"{count} clients", "http", lambda part, count=count: _many(part["many"][count]))
        for count in ("8", "32")
    ),
    ("Failed requests", "http", lambda part: part["one"]["failed"] + sum(e["failed"] for e in part["many"].values())),
    ("First answer of the service, s", "http", lambda part: part["first_answer_s"]),
    ("A new record is found after, s", "http", lambda part: max(part["new_record_s"])),
    ("Memory of a worker, resident / proportional, MB", "http",
     lambda part: _both(max(part["workers"], key=lambda worker: worker["pss_mb"]), "rss_mb", "pss_mb")),
)  # fmt: skip


def draw(path: Path) -> None:
    """The table and the plot of the figures of that file, beside it."""
    told = read(path)
    path.with_suffix(".md").write_text(table(told), encoding="utf-8")
    path.with_suffix(".svg").write_text(plot(lines(told)), encoding="utf-8")


def table(told: Json) -> str:
    """Two tables in Markdown: ours, and all tools on the same questions. Times are p50 / p95 / p99 in milliseconds."""
    sizes = sorted(told["sizes"], key=int)
    head = ["", *(f"{int(size):,}" for size in sizes)]
    ours = [[label, *(_cell(told["sizes"][size], part, cell) for size in sizes)] for label, part, cell in _ROWS]
    peers = [[name, *(_peer(told["sizes"][size], name) for size in sizes)] for name in _tools(told)]
    return "\n".join([
        "Records; times in milliseconds: p50 / p95 / p99, with R@10 where names were looked for.", "",
        *_markdown(head, ours), "",
        "The same questions one after another: p50 / p95 ms, R@1, R@10; s to build, MB.", "",
        *_markdown(head, peers), "",
    ])  # fmt: skip


def lines(told: Json) -> list[Line]:
    """p95 against size for every tool."""
    sizes = sorted(map(int, told["sizes"]))
    found = []
    for name in _tools(told):
        measured = {size: _tool(told["sizes"][str(size)], name) for size in sizes}
        points = [(size, tool["p95"]) for size, tool in measured.items() if tool.get("n")]
        recall = [tool["r10"] for tool in measured.values() if tool.get("n")]
        if points:
            found.append(Line(name, tuple(points), f"R@10 {recall[-1]:.2f}", name == OURS))
    return found


def _tools(told: Json) -> list[str]:
    named = (name for parts in told["sizes"].values() for name in parts.get("peers", {}).get("tools", {}))
    return list(dict.fromkeys(named))


def _tool(parts: Json, name: str) -> Json:
    found: Json = parts.get("peers", {}).get("tools", {}).get(name, {})
    return found


def _peer(parts: Json, name: str) -> str:
    tool = _tool(parts, name)
    if not tool.get("n"):
        return "–"
    peers = parts["peers"]
    cost = f"; {peers['build_s'][name]:.0f} s, {peers['size_mb'][name]:,.0f} MB" if name != OURS else ""
    return f"{tool['p50']} / {tool['p95']}, {tool['r1']:.2f}, {tool['r10']:.2f}{cost}"


def _cell(parts: Json, part: str, cell: Cell) -> str:
    try:
        value = cell(parts[part])
    except KeyError:  # not measured, or by a run before that was
        return "–"
    return "–" if value is None else str(value)


def _times(figures: Json) -> str:
    recall = f", R@10 {figures['r10']:.2f}" if "r10" in figures else ""
    return f"{figures['p50']} / {figures['p95']} / {figures['p99']}{recall}"


def _many(figures: Json) -> str:
    return f"{_times(figures)}, {figures['requests_per_s']:.0f} a second"


def _both(figures: Json, one: str, other: str) -> str:
    return f"{figures[one]} / {figures[other]}"


def _markdown(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
