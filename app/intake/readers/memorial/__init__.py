"""The wording of the lists that Memorial printed: a name, then a body of labelled clauses."""
