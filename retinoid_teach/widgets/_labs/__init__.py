"""The receptor, kinetics and skin labs."""
