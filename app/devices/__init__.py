"""Edges of the machine, each behind a protocol; each may be missing."""
