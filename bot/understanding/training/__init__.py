"""Learns models from labelled messages. The only place of scikit-learn and numpy: imported by the
`train` command alone, never by the bot that runs."""
