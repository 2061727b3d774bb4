"""A desk: sign in, one's own account, and the people who work here."""
