"""Reads Thai text: kinds, danger, personal data, words. Pure; the only door to pythainlp."""
