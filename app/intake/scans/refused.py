"""Why a file is not kept as a scan, in the words of whoever sent it."""

from __future__ import annotations

from flask_babel import gettext

from app.messages import N_

REASONS = {
    "empty": N_("The file is empty."),
    "too_large": N_("The file is larger than %(most)s MB."),
    "too_many": N_("A submission may have %(most)s scans at most."),
    "other_kind": N_("This is %(what)s. Please send a picture (JPEG, PNG, WebP) or a PDF."),
    "too_many_pixels": N_("The picture is too large: %(width)s × %(height)s pixels. Please scan it coarser."),
    "too_many_pages": N_("The PDF has %(pages)s pages. Please send the pages that matter, %(most)s at most."),
    "encrypted": N_("The PDF is locked with a password. Please save it without one."),
    "damaged": N_("The file is damaged, or was cut off on its way. Please open it, save it anew and send it again."),
    "too_heavy": N_("The file is so made that opening it would take too much. Please scan or save it anew."),
    "no_room": N_("There is no room for the file at the moment. Nothing of it was kept; please try again later."),
}  # fmt: skip
KINDS = {
    "web_page": N_("a web page (HTML)"),
    "drawing": N_("a drawing (SVG)"),
    "xml": N_("an XML file"),
    "office": N_("an archive or an office document (ZIP, DOCX, XLSX)"),
    "old_office": N_("an office document (DOC, XLS)"),
    "archive": N_("an archive (RAR, 7Z, GZ)"),
    "program": N_("a program"),
    "gif": N_("a GIF picture"),
    "tiff": N_("a TIFF picture"),
    "bmp": N_("a BMP picture"),
    "heic": N_("a picture in the form HEIC or AVIF, as telephones keep it"),
    "djvu": N_("a DjVu document"),
    "postscript": N_("a PostScript document"),
    "rich_text": N_("a text document (RTF)"),
    "film": N_("a film or a sound"),
    "text": N_("a text file"),
    "unknown": N_("a file of a kind that is not known here"),
}


class RefusedScan(Exception):
    """A file is not kept: ``reason`` is a code of REASONS, ``params`` what its words need."""

    def __init__(self, reason: str, **params: str | int) -> None:
        super().__init__(reason)
        self.reason, self.params = reason, params

    def words(self) -> str:
        """The reason in the reader's language."""
        told = {name: gettext(KINDS[str(value)]) if name == "what" else value for name, value in self.params.items()}
        return str(gettext(REASONS[self.reason], **told))
