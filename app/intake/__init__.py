"""The intake desk: lists and submissions are read, checked and accepted."""
