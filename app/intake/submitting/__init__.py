"""One person submitted by hand: a form in steps, drafts, and the thread until the decision."""
