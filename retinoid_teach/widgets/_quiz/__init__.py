"""Questions, and what to ask again."""
