"""A part of the desk of decisions: files of many rows, of trusted volunteers on a checked sample."""
