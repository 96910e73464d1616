"""What a text was understood as. Made by `bot/understanding`, used as data everywhere."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field, structs

UrgencyReason = Literal[
    "violence", "abuse", "bullying", "accident", "suicide", "other_safety", "corruption"
]
PrivateType = Literal["national_id", "phone", "email", "line_id", "bank_account"]
Hidden = PrivateType | Literal["profanity"]


class Span(Struct, frozen=True):
    """Personal data, or what is not shown, at `text[start:end]` of the raw text (code points)."""

    start: int
    end: int
    type: Hidden


class Reading(Struct, frozen=True):
    """One text, read. `kinds` are the likeliest kinds, best first, `kind` among them ("smalltalk"
    opens no ticket); `strategy` is one that the office lists. Confidences lie in 0..1, by axis.
    `unsure` means: ask before acting; `foreign`: it is in letters that we cannot read."""

    kind: str | None = None
    kinds: tuple[str, ...] = ()
    group: str | None = None
    info_type: int | None = None
    sentiment: Literal["positive", "neutral", "negative"] = "neutral"
    urgent: bool = False
    urgency_reason: UrgencyReason | None = None
    private: tuple[Span, ...] = ()
    confidence: dict[str, float] = field(default_factory=dict)
    unsure: bool = True
    foreign: bool = False
    strategy: str | None = None

    @property
    def safety(self) -> bool:
        """Somebody may be in danger now (a corruption lead is urgent, but nobody's safety)."""
        return self.urgent and self.urgency_reason not in (None, "corruption")

    @property
    def secret(self) -> bool:
        """May be a corruption lead: only the confidential desk may see it. A mere perhaps does not
        keep somebody's danger from the duty desk."""
        return (
            self.kind == "corruption"
            or self.urgency_reason == "corruption"
            or (self.unsure and "corruption" in self.kinds and not self.safety)
        )

    def without_strategy(self) -> Reading:
        """The same for the confidential lane, whose matters count towards no strategy."""
        confidence = {axis: p for axis, p in self.confidence.items() if axis != "strategy"}
        return structs.replace(self, strategy=None, confidence=confidence)
