"""Which records speak of one person, and who is kin: facts laid side by side, weighed, and judged."""
