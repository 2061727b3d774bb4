"""A part of the intake desk: archivists decide on what volunteers brought in."""
