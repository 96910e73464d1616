"""THE turn loop: one inbound event, one decision, one transaction.

Each turn loads what its handler needs, calls pure functions, applies their effects and marks the
event done, all in one unit of work. Events of one chat are decided in order; those of different
chats go together into one commit (SQLite) or side by side (PostgreSQL). A turn that raises rolls
back alone, is tried again, and is then parked with an apology.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable

import structlog

from bot.interpret import interpret
from bot.jobs.forever import rung
from handlers import decide
from handlers.domain.office import Office
from handlers.events import TurnFailed
from locales.texts import Texts
from storage import apply, chats, inbox, load, outbox
from storage.alike import Compare
from storage.database import Conflict, Database, Tx, Unavailable

log = structlog.get_logger()

ABREAST = 32
RACES = 5
"""How often a turn may lose to others before that counts as a failure."""
IDLE_SECONDS = 2.0
"""How often the inbox is looked at when nobody rang (another process may have stored)."""


class Turns:
    """Decides what waits in the inbox. `ring` says that something was stored; `after` is called
    when turns have been committed, for there may be letters to deliver and timers to watch."""

    def __init__(
        self,
        db: Database,
        office: Office,
        texts: Texts,
        read: load.Read,
        compare: Compare,
        after: Callable[[], None],
    ) -> None:
        self._db = db
        self._office = office
        self._texts = texts
        self._read = read
        self._after = after
        self._compare = compare
        self._bell = asyncio.Event()
        self.decided = 0

    def ring(self) -> None:
        self._bell.set()

    async def run(self) -> None:
        """Forever; cancelled at shutdown between or inside turns, which is safe."""
        while True:
            self._bell.clear()
            try:
                busy = await self.round()
            except Unavailable as why:
                log.error("turns.database", why=str(why))
                busy = False
                await asyncio.sleep(1)
            if not busy:
                await rung(self._bell, IDLE_SECONDS)

    async def round(self) -> bool:
        """Decides the heads of all lanes once; returns whether there were any."""
        heads = await self._db.run(inbox.heads)
        for start in range(0, len(heads), ABREAST):
            abreast = heads[start : start + ABREAST]
            await asyncio.gather(*(self._turn(seq) for seq in abreast))
            self.decided += len(abreast)
            self._after()
        return bool(heads)

    async def _turn(self, seq: int) -> None:
        try:
            await self._unless_lost(seq)
        except Unavailable:
            raise
        except Exception as why:  # noqa: BLE001 - a poison event must not stop the loop
            # The message may quote what people wrote; only where it happened is written down.
            trace = traceback.extract_tb(why.__traceback__)[-1]
            reason = f"{type(why).__name__} at {trace.name}:{trace.lineno}"
            parked = await self._db.run(lambda tx: self._failed(tx, seq, reason))
            log.error("turn.failed", seq=seq, reason=reason, parked=parked)

    async def _unless_lost(self, seq: int) -> None:
        """Runs a turn again when another chat moved the same record first."""
        for _ in range(RACES):
            try:
                return await self._db.run(lambda tx: self.decide(tx, seq))
            except Conflict:
                log.info("turn.conflict", seq=seq)
        await self._db.run(lambda tx: self.decide(tx, seq))

    def decide(self, tx: Tx, seq: int) -> None:
        """One turn, inside its transaction."""
        taken = inbox.take(tx, seq)
        if taken is None:
            return
        incoming = load.as_it_stands(tx, taken.incoming)
        if incoming is None:
            inbox.done(tx, seq)
            return
        loaded = load.basics(tx, incoming, self._office)
        basics = loaded.basics
        chats.heard(tx, incoming, basics.chat)
        if incoming.reply_token:
            chats.keep_token(tx, basics.chat.id, incoming.reply_token, taken.received_at)
            outbox.release_waiting(tx, incoming.chat)
        event = interpret(incoming.event, basics, loaded.menu, self._texts)
        handler = decide.choose(basics, event)
        if handler is not None:
            needs = handler.needs(basics, event)
            facts = load.snapshot(tx, basics, incoming, needs, self._read, self._compare)
            apply.step(tx, basics, incoming, handler.step(facts, event))
        inbox.done(tx, seq)

    def _failed(self, tx: Tx, seq: int, reason: str) -> bool:
        parked = inbox.failed(tx, seq, reason)
        if parked:
            failed = inbox.payload(tx, seq)
            if failed and not isinstance(failed.event, TurnFailed):
                inbox.put_own(tx, failed.chat, TurnFailed(reason), f"failed|{seq}")
        return parked
