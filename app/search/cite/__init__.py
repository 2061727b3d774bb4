"""How a record is cited: in a sentence, as BibTeX, as RIS."""
