"""The API desk: the same answers as the pages, for programs."""
