"""A ground of kinship in words."""

from __future__ import annotations

from indexer.evidence import Evidence


def sentence(evidence: Evidence) -> str:
    """What stands on either side."""
    return " · ".join(filter(None, (evidence.left, evidence.right)))
