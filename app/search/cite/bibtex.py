"""A citation as BibTeX."""

from __future__ import annotations

from app.search.cite.citation import Citation

MIMETYPE = "application/x-bibtex"
# Braces as commands: BibTeX counts braces even behind a backslash, and one too many spoils the whole file.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", '"': r"\textquotedbl{}",
    }
)  # fmt: skip


def bibtex(cited: Citation) -> str:
    """One entry. The person is its title, not its author."""
    born = f" ({cited.born})" if cited.born else ""
    source = ", ".join(dict.fromkeys(filter(None, (cited.source, cited.signature, *cited.urls))))
    fields = {
        "title": f"{{{escaped(cited.name + born)}}}",
        "note": escaped(source),
        "howpublished": f"Esimder, record {cited.number}",
        "url": cited.permalink,
        "urldate": cited.seen.isoformat(),
    }
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{esimder{cited.number},\n{''.join(lines)}}}\n"


def escaped(text: str) -> str:
    """The text as BibTeX and LaTeX take it."""
    return text.translate(_ESCAPES)
