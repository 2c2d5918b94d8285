"""The GAGS scorer."""
