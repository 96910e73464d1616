"""The fixtures of both engines."""

from tests.storage.engines import (
    address,
    clock,
    db,
    postgres,
    sqlite_address,
    sqlite_template,
    vault,
)

__all__ = ["address", "clock", "db", "postgres", "sqlite_address", "sqlite_template", "vault"]
