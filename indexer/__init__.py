"""Find people by name. Knows nothing of the web, the database or users."""
