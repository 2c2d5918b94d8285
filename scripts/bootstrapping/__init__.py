"""What `bootstrap.py` does, step by step: one module a step, standard library only."""
