"""A part of the intake desk: files of many rows, from a volunteer's computer to the archivists' queue."""
