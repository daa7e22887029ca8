"""The pure heart: no Qt, disk, thread, clock or SQL."""
