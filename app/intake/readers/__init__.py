"""Read a file into rows: `read(path, format, encoding)` finds the reader and yields one Row a person, in file order."""

from app.intake.readers.reading import FORMATS, Again, Opened, Reading, read
from app.intake.readers.row import Row, Share

__all__ = ["FORMATS", "Again", "Opened", "Reading", "Row", "Share", "read"]
