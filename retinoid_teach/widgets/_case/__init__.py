"""A person to treat, step by step."""
