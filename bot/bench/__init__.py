"""Reproducible figures of this machine: ours beside the ceiling measured in the same run.

Rules: everything happens on loopback and in temporary folders, with the real app; platforms are
stand-ins that answer at once. Times are shown beside their goals; only what was lost or given
twice counts as wrong.
"""
