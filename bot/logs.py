"""What the process writes about itself: one event a line on stderr, never a person's words, name or
account, and never a secret.

Rules: readable on a terminal, JSON elsewhere. Libraries speak from WARNING on: below it an HTTP
library logs addresses, and Telegram's hold the token.
"""

from __future__ import annotations

import logging
import sys

import structlog


def configure() -> None:
    """To be called once, before anything is logged."""
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(message)s"
    )
    terminal = sys.stderr.isatty()
    render = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            render,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
