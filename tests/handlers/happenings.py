"""Every event that handlers may meet, with every choice and whatever stands behind it."""

from __future__ import annotations

from itertools import cycle
from typing import Any
from uuid import UUID

from bot.interpret import WORDY
from handlers.content import Address, Choice
from handlers.domain.office import KINDS
from handlers.domain.ticket import OUTCOMES
from handlers.events import (
    ChoiceMade,
    Commanded,
    DeliveryEnded,
    Edited,
    Event,
    FileKept,
    FileSent,
    Followed,
    Joined,
    Left,
    LocationSent,
    MembersJoined,
    MembersLeft,
    Migrated,
    OtherSent,
    Pressed,
    StickerSent,
    TextSent,
    TimerDue,
    TurnFailed,
    Unfollowed,
    Unknown,
    Unsent,
)
from tests.handlers.made import (
    NUMBER,
    OFFICER,
    PHOTO,
    TICKET,
)

NAMES = (
    *(f"intake.{name}" for name in ("send", "sendas", "kind", "kindis", "group", "groupis", "old")),
    *(f"intake.{name}" for name in ("more", "anonymous", "named", "urgent", "join", "cancel")),
    *(f"menu.{name}" for name in ("report", "track", "about", "language")),
    *("language.th", "language.en", "mine.show", "mine.answer", "school.is"),
    *(f"mine.{name}" for name in ("solved", "unsolved", "rate", "reopen", "anew", "files")),
    *(f"ticket.{name}" for name in ("closenow", "reopen", "keepnote")),
    *("form.back", "form.skip", "form.cancel", "file.open", "nonsense"),
    *(f"ticket.{name}" for name in ("claim", "answer", "forward", "to", "close", "closeas")),
    *(f"ticket.{name}" for name in ("full", "files", "show", "misspelt", "old", "more")),
    *(f"ticket.{name}" for name in ("release", "assign", "ask", "refer", "resume", "note")),
    *(f"ticket.{name}" for name in ("kind", "merge", "extend", "register", "take")),
    *("mine.withdraw", "mine.withdrawn"),
    *("reply.undo", "reply.send", "reply.old"),
)
ARGS: tuple[tuple[str, ...], ...] = (
    (),
    (TICKET.hex,),
    (NUMBER,),
    ("zzz",),
    (TICKET.hex, "0"),
    (TICKET.hex, "-1"),
    (TICKET.hex, "legal"),
    (TICKET.hex, OUTCOMES[0]),
    (TICKET.hex, "5"),
    (TICKET.hex, "question"),
    (TICKET.hex, OFFICER.id.hex[:8]),
    (TICKET.hex, "2026-12-31"),
    ("90000001",),
    (KINDS[0],),
    ("legal",),
)
WORDS = ("รอเอกสาร", "30 ธ.ค. รอเอกสาร", "TY2-70-00002-2", "1234/2569", "เจ้าหน้าที่ ข", "ก" * 5000)
COMMANDS = ("cancel", "back", "menu", "help", "track", "stop", "language", "skip", "code", "x")
TIMED: tuple[dict[str, Any], ...] = (
    {},
    {"since": "2026-10-01T09:00:00+07:00", "at": "2026-11-20T10:00:00+07:00"},
    {"since": "soon", "at": 7},
    {"since": "2026-11-20", "at": "2026-11-20"},
)
PLACE = Address("telegram:1", "group", "-100")
EVENTS: tuple[Event, ...] = (
    *(TextSent(words, "m1") for words in ("", "สวัสดี", "ครูตีเด็ก", NUMBER, "โนนสมมติ", "ก" * 5000)),
    TextSent("คำตอบ", "m2", quoted="q1"),
    FileSent(PHOTO, "m3", "คำบรรยาย"),
    LocationSent(16.4, 102.8, message="m4"),
    StickerSent("m5"),
    OtherSent("poll", "m6"),
    Pressed("intake.send", "m7"),
    *(ChoiceMade(Choice(name, args)) for name in NAMES for args in ARGS),
    *(
        ChoiceMade(Choice("ticket.closeas", (TICKET.hex, outcome)), "", "m9", "ซ่อมแล้ว", file)
        for outcome in (*OUTCOMES, "x")
        for file in (None, PHOTO)
    ),
    *(
        ChoiceMade(Choice(name, args), said="m9", words=words, file=file)
        for name in sorted(WORDY)
        for args in ARGS[1:9]
        for words, file in zip(WORDS, cycle((None, PHOTO)), strict=False)
    ),
    *(Commanded(name, argument) for name in COMMANDS for argument in ("", "2345-6789-ABCD")),
    Followed(),
    Followed("2345-6789-ABCD"),
    Unfollowed(),
    Joined(),
    Joined("2345-6789-ABCD"),
    Left(),
    MembersJoined((PLACE,)),
    MembersLeft((PLACE,)),
    Unsent("m1"),
    Edited("m1", "คำใหม่"),
    Migrated(PLACE),
    Unknown("hologram", "m8"),
    Unknown("beacon"),
    *(
        TimerDue(f"{key}:{UUID(int=1).hex}")
        for key in ("intake.silence", "intake.offer", "intake.lapse", "school", "answering", "old")
    ),
    *(
        TimerDue(f"{key}:{TICKET.hex}", data)
        for key in ("silence", "unsolved", "rated", "again")
        for data in ({}, {"ticket": TICKET.hex})
    ),
    TimerDue("unbound:" + UUID(int=2).hex),
    *(TimerDue(f"due:{name}", data) for name in (TICKET.hex, "old") for data in TIMED),
    *(TimerDue("summary", data) for data in TIMED),
    *(
        DeliveryEnded(UUID(int=9), state, reason, Choice(report, (TICKET.hex, UUID(int=9).hex)))
        for state in ("sent", "failed", "unknown", "waiting", "stale", "cancelled")
        for reason in ("", "blocked")
        for report in ("reply.ended", "private.ended", "told.ended", "remind.ended", "other.ended")
    ),
    DeliveryEnded(UUID(int=9), "sent"),
    *(FileKept(UUID(int=7), state) for state in ("kept", "refused", "lost")),
    TurnFailed("KeyError at step:1"),
)
