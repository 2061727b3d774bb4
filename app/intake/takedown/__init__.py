"""Requests to correct or remove a record: asked by anybody, decided by archivists, told in a public log."""
