"""What judgements come to: which are in force, the persons and kinships they make, what may not be, what is undone."""
