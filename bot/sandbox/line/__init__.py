"""The LINE stand-in."""
