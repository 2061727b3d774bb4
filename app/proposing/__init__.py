"""Candidates: which pairs of records may speak of one person or of kin, looked for in the whole collection."""
