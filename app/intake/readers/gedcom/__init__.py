"""Family trees in GEDCOM 5.5.1 and 7: ged4py and gedcom7 read the format, this room the meaning."""
