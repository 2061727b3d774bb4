"""A part of the desk of decisions: everything of one submitter, and one's own work."""
