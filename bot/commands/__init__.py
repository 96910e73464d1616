"""What `python -m bot …` does besides serving; one file a command."""
