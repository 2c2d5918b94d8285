"""The evidence lab: trials and their pool."""
