"""A desk: what the records can tell and cannot, who is hidden and why, how to have something mended or removed."""
