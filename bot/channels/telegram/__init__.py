"""Telegram: `client` is the channel, `polling` brings updates where no webhook can."""
