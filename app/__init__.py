"""Footwell: a guided foot-massage timer and an honest soreness diary."""

__version__ = "0.1.0"
