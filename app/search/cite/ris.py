"""A citation as RIS, the form that reference managers read."""

from __future__ import annotations

from app.search.cite.citation import Citation

MIMETYPE = "application/x-research-info-systems"


def ris(cited: Citation) -> str:
    """One reference. The person is its title, not its author; lines end as the format wants it."""
    born = f" ({cited.born})" if cited.born else ""
    lines = [
        ("TY", "ELEC"),
        ("TI", cited.name + born),
        ("PB", "Esimder"),
        ("ID", f"esimder{cited.number}"),
        ("N1", cited.source),
        ("AV", cited.signature),
        *(("L2", url) for url in cited.urls),
        ("UR", cited.permalink),
        ("Y2", cited.seen.strftime("%Y/%m/%d")),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER")
