"""The Telegram stand-in."""
