"""Reference data: the tables under data/ in the database, and look-ups of places and nations by their words."""

from app.reference.lines import BrokenRow
from app.reference.loading import load
from app.reference.lookup import fold_place, nation_ids, place_ids
from app.reference.relations import link_relations

__all__ = ["BrokenRow", "fold_place", "link_relations", "load", "nation_ids", "place_ids"]
