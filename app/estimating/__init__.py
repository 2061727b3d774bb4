"""The weights and chances that matching works with here, and how they are estimated on this collection."""

from app.estimating.in_use import chances_in_use, weights_in_use

__all__ = ["chances_in_use", "weights_in_use"]
