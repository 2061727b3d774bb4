"""Letters: written into the database by whoever causes them, sent by a thread."""
