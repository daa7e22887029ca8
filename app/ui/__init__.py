"""The only widgets."""
