"""What keeps a command from starting, and how it is said: a sentence on stderr and exit code 2.

Rules: only what its user can mend is caught here; a mistake of ours keeps its traceback.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator

from bot.config.mistakes import ConfigError
from handlers.content import Text
from locales.terminal import line
from storage.database import Damaged, Unavailable
from storage.marks import OtherKey


class Refusal(Exception):
    """A command cannot start; `text` says why and names the setting."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.key)
        self.text = text


def reason(error: BaseException, host: str, port: int) -> Text | None:
    """The sentence for an error, or None if it is no setting's fault. Groups are looked into, as a
    task group wraps what its parts raise."""
    return next((text for cause in _causes(error) if (text := _text(cause, host, port))), None)


def mistakes(error: ConfigError, locale: str) -> list[str]:
    """A line for each mistake, each beginning with where it is."""
    found = [f"  {wrong.path}: {line(wrong.text, locale)}" for wrong in error.mistakes]
    return [line(Text("cli-mistakes", {"count": len(found)}), locale), *found]


def _causes(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _causes(each)
    else:
        yield error


def _text(cause: BaseException, host: str, port: int) -> Text | None:
    # The port is a text, since Fluent would word the number as "8,080".
    if isinstance(cause, OtherKey):
        return Text("cli-other-secret-key")
    if isinstance(cause, Damaged):
        return Text("cli-damaged-database", {"path": cause.file})
    if isinstance(cause, Unavailable):
        return Text("cli-no-database")
    if isinstance(cause, OSError) and cause.errno == errno.EADDRINUSE:
        return Text("cli-port-in-use", {"port": str(port)})
    if isinstance(cause, OSError) and (cause.errno == errno.EADDRNOTAVAIL or _unnamed(cause)):
        return Text("cli-no-address", {"host": host, "port": str(port)})
    if isinstance(cause, PermissionError) and not cause.filename:
        return Text("cli-no-address", {"host": host, "port": str(port)})
    if isinstance(cause, OSError) and cause.filename:
        return Text("cli-not-writable", {"path": str(cause.filename)})
    return None


def _unnamed(cause: OSError) -> bool:
    """A host name that nobody knows (socket.gaierror)."""
    return type(cause).__name__ == "gaierror"
