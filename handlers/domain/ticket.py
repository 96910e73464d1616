"""A ticket (เรื่อง): its number, its record and its life.

Numbers. An ordinary ticket is `TY2-70-00012-4`: office code, fiscal year of the Buddhist Era (two
digits), running number, check digit (ISO 7064 mod 11,10 over year and running number). A
confidential one gets a random receipt `TY2-Z-7K3QD-9MXPA` (Crockford's alphabet, the last
character checks the others), so that it says nothing about how many there are. Both are found in
a text in any spacing and in Thai digits.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct
from stdnum.iso7064 import mod_11_10, mod_37_36

from handlers.domain.office import CONFIDENTIAL, DIRECTOR, DIRECTOR_ALONE

Status = Literal["new", "claimed", "asked", "elsewhere", "answered", "closed", "reopened"]
Phase = Literal["new", "open", "done"]
Verb = Literal[
    "claim", "release", "assign", "ask", "refer", "resume", "reply", "forward", "merge", "extend",
    "close", "write", "reopen", "withdraw",
]  # fmt: skip

PHASES: dict[Status, Phase] = {
    "new": "new",
    "claimed": "open",
    "asked": "open",  # waiting for the citizen: the clock stands still
    "elsewhere": "open",  # waiting for another body: the clock runs on
    "answered": "open",
    "closed": "done",
    "reopened": "new",
}

MOVES: dict[Verb, dict[Status, Status]] = {
    "claim": {"new": "claimed", "reopened": "claimed", "answered": "claimed"},
    "release": {"claimed": "new", "asked": "new", "elsewhere": "new", "answered": "new"},
    "assign": {
        "new": "claimed",
        "reopened": "claimed",
        "claimed": "claimed",
        "asked": "asked",
        "elsewhere": "elsewhere",
        "answered": "answered",
    },
    "ask": {"claimed": "asked", "asked": "asked", "elsewhere": "asked", "answered": "asked"},
    "refer": {"claimed": "elsewhere", "asked": "elsewhere", "answered": "elsewhere"},
    "resume": {"asked": "claimed", "elsewhere": "claimed"},
    "reply": {
        "claimed": "answered",
        "asked": "answered",
        "elsewhere": "answered",
        "answered": "answered",
    },
    "forward": {
        "new": "new",
        "reopened": "reopened",
        "claimed": "new",
        "asked": "new",
        "elsewhere": "new",
        "answered": "new",
    },
    "merge": {
        "new": "closed",
        "reopened": "closed",
        "claimed": "closed",
        "asked": "closed",
        "elsewhere": "closed",
        "answered": "closed",
    },
    "extend": {
        "new": "new",
        "reopened": "reopened",
        "claimed": "claimed",
        "elsewhere": "elsewhere",
        "answered": "answered",
    },
    "close": {"claimed": "closed", "elsewhere": "closed", "asked": "closed", "answered": "closed"},
    # The citizen writes on: what was answered or asked is open again, what is closed stays closed.
    "write": {
        "new": "new",
        "reopened": "reopened",
        "claimed": "claimed",
        "asked": "claimed",
        "elsewhere": "elsewhere",
        "answered": "claimed",
    },
    # Not solved, says the citizen, or the desk itself thinks better of it.
    "reopen": {"answered": "reopened", "closed": "reopened"},
    "withdraw": {
        "new": "closed",
        "reopened": "closed",
        "claimed": "closed",
        "asked": "closed",
        "elsewhere": "closed",
        "answered": "closed",
    },
}
"""By a verb, from a status, to a status. A missing pair is a polite sentence."""

OUTCOMES = ("solved", "explained", "not_ours", "spam")
"""What a desk may close with. `duplicate` is what a merge ends with, `withdrawn` what the citizen
took back."""
ENDS = (*OUTCOMES, "duplicate", "withdrawn")

MOST_FORWARDS = 3
"""Who would forward once more sends it to the office director's desk."""

RECEIPT_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_READ_AS = str.maketrans("OIL", "011")
_GAP = r"[\s\-‐-―_/.]*"
_WHOLE_GAP = r"[\s\-‐-―_/.]+"


class Ticket(Struct, frozen=True):
    """A ticket as it stands. `desk` is the desk that sees it, a unit's id or a special desk's;
    `reporter` a chat, an alias chat of its own for anonymous and confidential tickets.

    `paused_on` is the day on which the clock was stopped, `register` its number in the paper
    system (เลขรับ), `reopened` how often, `rating` 1..5 and `solved` what the citizen said at the
    end, `excluded` the people who must not see a confidential one."""

    id: UUID
    number: str
    kind: str
    group: str
    status: Status
    reporter: UUID
    opened_on: date
    due_on: date
    version: int
    confidential: bool = False
    anonymous: bool = False
    confirmed: bool = True
    urgent: bool = False
    urgency_reason: str | None = None
    school: str | None = None
    strategy: str | None = None
    claimant: UUID | None = None
    forwards: int = 0
    files: int = 0
    outcome: str | None = None
    paused_on: date | None = None
    closed_on: date | None = None
    merged_into: UUID | None = None
    register: str = ""
    reopened: int = 0
    rating: int | None = None
    solved: bool | None = None
    excluded: tuple[UUID, ...] = ()

    @property
    def phase(self) -> Phase:
        return PHASES[self.status]

    @property
    def desk(self) -> str:
        return desk_of(self.group, confidential=self.confidential)

    @property
    def tail(self) -> str:
        """What tells an ordinary number from one's other numbers, short enough for a button."""
        return self.number.split("-", 2)[-1]

    def after(self, verb: Verb) -> Status | None:
        """The status that a verb leads to, None where it may not be done now."""
        return MOVES[verb].get(self.status)


class Numbered(Struct, frozen=True):
    """A ticket number found in a text: how we write it, whether its check digit is right, and the
    text without it. `spelt_out`: with the office's code, so that it can be nothing else."""

    number: str
    valid: bool
    rest: str
    spelt_out: bool = True


def desk_of(group: str, *, confidential: bool) -> str:
    """The desk that sees a ticket: its group's, or of a confidential one the confidential desk's.
    Where that is itself concerned the group is the director's desk, and it alone sees it."""
    if not confidential:
        return group
    return DIRECTOR_ALONE if group == DIRECTOR else CONFIDENTIAL


def fiscal_year(on: date) -> int:
    """The Thai fiscal year (October to September) of a day, in the Buddhist Era."""
    return on.year + 543 + (1 if on.month >= 10 else 0)


def number(code: str, year: int, running: int) -> str:
    """The number of the `running`-th ticket of a fiscal year of the Buddhist Era."""
    digits = f"{year % 100:02d}{running:05d}"
    return f"{code}-{digits[:2]}-{digits[2:]}-{mod_11_10.calc_check_digit(digits)}"


def receipt(code: str, chance: bytes) -> str:
    """A confidential ticket's number out of at least nine random bytes."""
    body = "".join(RECEIPT_ALPHABET[byte % 32] for byte in chance[:9])
    body += mod_37_36.calc_check_digit(body, alphabet=RECEIPT_ALPHABET)
    return f"{code}-Z-{body[:5]}-{body[5:]}"


def number_in(text: str, code: str) -> Numbered | None:
    """The first ticket number of this office in a text; the office code may be left out where the
    rest is spaced as a number is."""
    plain = text.translate(_ARABIC).upper()
    code = code.upper()
    return _running_in(text, plain, code) or _receipt_in(text, plain, code)


def _running_in(text: str, plain: str, code: str) -> Numbered | None:
    spelt = _GAP.join(map(re.escape, code))
    full = rf"(?<![A-Z0-9]){spelt}{_GAP}(\d\d){_GAP}(\d{{5,7}}?){_GAP}(\d)(?!\d)"
    bare = rf"(?<![A-Z0-9\-])(\d\d){_WHOLE_GAP}(\d{{5,7}}){_WHOLE_GAP}(\d)(?![\d\-])"
    whole = re.search(full, plain)
    found = whole or re.search(bare, plain)
    if not found:
        return None
    year, running, check = found.groups()
    valid = mod_11_10.calc_check_digit(year + running) == check
    rest = (text[: found.start()] + text[found.end() :]).strip()
    return Numbered(f"{code}-{year}-{running}-{check}", valid, rest, whole is not None)


def _receipt_in(text: str, plain: str, code: str) -> Numbered | None:
    spelt = _GAP.join(map(re.escape, code))
    mark = r"([0-9A-Z]" + _GAP + ")"
    found = re.search(rf"(?<![A-Z0-9])(?:{spelt})?{_GAP}Z{_GAP}({mark}{{10}})(?![A-Z0-9])", plain)
    if not found:
        return None
    body = re.sub(r"[^0-9A-Z]", "", found.group(1)).translate(_READ_AS)
    valid = "U" not in body and (
        mod_37_36.calc_check_digit(body[:9], alphabet=RECEIPT_ALPHABET) == body[9]
    )
    rest = (text[: found.start()] + text[found.end() :]).strip()
    return Numbered(f"{code}-Z-{body[:5]}-{body[5:]}", valid, rest)


def is_receipt(named: UUID | str | None) -> bool:
    """Whether a ticket is named by a confidential one's receipt."""
    return isinstance(named, str) and "-Z-" in named


def ref(named: str) -> UUID | str:
    """A ticket as a choice names it: by its id, or by the number that was typed."""
    return UUID(named) if re.fullmatch(r"[0-9a-f]{32}", named) else named
