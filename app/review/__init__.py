"""A desk: archivists judge which records speak of one person, and who is kin."""
