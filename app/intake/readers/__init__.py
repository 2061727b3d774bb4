"""Read a file into rows: `read(path, format, encoding)` finds the reader and yields one Row a person, in file order."""

from app.intake.readers.reading import FORMATS, Reading, Row, read

__all__ = ["FORMATS", "Reading", "Row", "read"]
