"""The log of another machine, taken in."""
