"""The log as other programs read it."""
