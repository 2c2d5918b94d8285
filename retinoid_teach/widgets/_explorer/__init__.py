"""The option explorer and its handout."""
