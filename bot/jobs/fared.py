"""How the channels fare, as far as this process has seen: times and kinds of errors, nothing of
letters and people."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

REST = timedelta(minutes=1)
"""How long a channel whose platform refuses our token is left alone."""


class Fared(Struct):
    """One channel: the last letter that its platform took, and the last call that failed."""

    success_at: datetime | None = None
    error: str = ""
    error_at: datetime | None = None
    refused: bool = False

    def went(self, now: datetime) -> None:
        self.success_at, self.refused = now, False

    def failed(self, reason: str, now: datetime) -> None:
        """`reason`: that of a SendError. Any other answer than "forbidden" shows that our token
        is good; where the platform did not answer, nothing is known of it."""
        self.error, self.error_at = reason, now
        if reason not in ("unreachable", "uncertain"):
            self.refused = reason == "forbidden"

    @property
    def state(self) -> str:
        """ "refused" while the platform refuses our token, else "on"."""
        return "refused" if self.refused else "on"

    def resting(self, now: datetime) -> bool:
        """Whether nothing should be sent now, as it would be refused."""
        return self.refused and self.error_at is not None and now - self.error_at < REST
