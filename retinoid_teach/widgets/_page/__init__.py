"""What every widget shares: its base, the page it draws in, citations, saved answers."""
