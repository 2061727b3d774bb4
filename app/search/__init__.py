"""The search desk: families search, read a record, and why it was found."""
