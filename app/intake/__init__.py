"""The intake desk: files and forms become drafts, archivists accept them."""
