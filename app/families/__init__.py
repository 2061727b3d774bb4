"""Persons, their known and possible relatives, and what is asked about relatives: shared by pages and API."""
