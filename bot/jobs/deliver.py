"""Delivers the outbox: claims packs, words them, hands them to their channel, writes the end down.

Packs of different chats go side by side; within a chat one call is under way at a time. The claim
and the end are each one short transaction, the network lies between them.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from time import monotonic
from uuid import UUID

import structlog
from msgspec import structs

from bot.channels.base import Channel, SendError
from bot.compose import Composer
from bot.jobs import retry
from bot.jobs.fared import Fared
from bot.jobs.forever import rung
from handlers.content import Text
from handlers.domain.office import Office
from handlers.effects import ChatIs
from locales.texts import MissingText
from storage import alerts, chats, delivery
from storage.database import Database, Tx, Unavailable
from storage.delivery import Due, Outcome, Pack

log = structlog.get_logger()

ABREAST = 64
IDLE_SECONDS = 1.0
LOST_SECONDS = 30.0
"""How often it is looked for rows whose sender died."""


class Deliver:
    """`ended` is called when a delivery has been written down, for its report is an event. `fared`
    by the names of channels."""

    def __init__(
        self,
        db: Database,
        channels: Mapping[str, Channel],
        composer: Composer,
        office: Office,
        now: Callable[[], datetime],
        ended: Callable[[], None],
    ) -> None:
        self._db = db
        self._channels = channels
        self._composer = composer
        self._office = office
        self._now = now
        self._ended = ended
        self._bell = asyncio.Event()
        self.fared = defaultdict[str, Fared](Fared)
        self._under_way: dict[asyncio.Task[None], Pack] = {}

    def ring(self) -> None:
        self._bell.set()

    async def run(self) -> None:
        """Forever. What an earlier process left in the middle is decided first."""
        looked = -LOST_SECONDS
        while True:
            self._bell.clear()
            try:
                if monotonic() - looked >= LOST_SECONDS:
                    await self._recover()
                    looked = monotonic()
                claimed = await self.round()
            except Unavailable as why:
                log.error("deliver.database", why=str(why))
                claimed = 0
                await asyncio.sleep(1)
            if not claimed:
                await self._rest()

    async def _recover(self) -> None:
        """Takes back what nobody sends any more. On SQLite no other process could be sending."""
        mine = {row.seq for pack in self._under_way.values() for row in pack.rows}
        await self._db.run(lambda tx: delivery.recover(tx, everything=not tx.postgres, but=mine))

    async def round(self) -> int:
        """Claims what may go out now and starts sending it; returns how many packs."""
        free = ABREAST - len(self._under_way)
        if free <= 0:
            return 0
        now = self._now()
        bubbles = {
            each.name: each.bubbles_per_call
            for each in self._channels.values()
            if not self.fared[each.name].resting(now)
        }
        packs = await self._db.run(lambda tx: delivery.claim(tx, bubbles, free))
        for pack in packs:
            task = asyncio.create_task(self._deliver(pack))
            self._under_way[task] = pack
            task.add_done_callback(self._landed)
        return len(packs)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._under_way.pop(task, None)
        self._bell.set()
        if not task.cancelled() and (why := task.exception()):
            log.error("deliver.broken", kind=type(why).__name__)

    async def _rest(self) -> None:
        """Until something is queued, a call has ended, or a second has passed."""
        await rung(self._bell, IDLE_SECONDS)

    async def settle(self, seconds: float) -> None:
        """Waits for the calls that are under way, but not for ever."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)

    async def _deliver(self, pack: Pack) -> None:
        channel = self._channels.get(pack.to.account)
        if channel is None:
            await self._end(pack, Outcome("failed", "channel off"))
            return
        if pack.blocked and not channel.tells_blocks:
            await self._end(pack, Outcome("failed", "blocked"))
            return
        if not channel.can_edit:
            past = tuple(row for row in pack.rows if row.shape == "past")
            pack = await self._without(pack, past, Outcome("cancelled", "not editable"))
        if not pack.reply_token and channel.push_costs:
            # What is worth no money waits until the chat gives us an answer for free.
            free = tuple(row for row in pack.rows if row.free)
            pack = await self._without(pack, free, Outcome("waiting", "free"))
        if pack.rows:
            await self._end(pack, await self._send(channel, pack))

    async def _named(self, pack: Pack) -> Pack:
        """Asks the platform for the names of staff that it never told us, once."""
        names: dict[UUID, str | None] = {}
        group = pack.to if pack.to.kind == "group" else None
        for person, address in {
            (it.person, it.address) for row in pack.rows for it in row.nameless
        }:
            channel = self._channels.get(address.account)
            same = group if group and group.account == address.account else None
            names[person] = name = await channel.name_of(address, same) if channel else ""
            if name:
                await self._written(partial(_remember_name, person, name))
        rows = tuple(structs.replace(row, words=row.words | names) for row in pack.rows)
        return structs.replace(pack, rows=rows) if names else pack

    async def _without(self, pack: Pack, rows: tuple[Due, ...], outcome: Outcome) -> Pack:
        """The pack with some of its rows ended."""
        if rows:
            await self._end(structs.replace(pack, rows=rows), outcome)
        return structs.replace(pack, rows=tuple(row for row in pack.rows if row not in rows))

    async def _send(self, channel: Channel, pack: Pack) -> Outcome:
        first = pack.rows[0]
        try:
            if first.shape == "leave":
                await channel.leave(pack.to)
                return Outcome("sent", route="leave")
            letter = self._composer.letter(await self._named(pack))
            sent = await channel.send(letter)
        except MissingText as why:
            log.error("deliver.wording", why=str(why))
            return Outcome("failed", "wording")
        except SendError as error:
            return await self._failed(pack, error)
        except Exception as why:  # noqa: BLE001 - a letter that breaks us must not block its lane
            log.error("deliver.broken", kind=type(why).__name__, shape=first.shape)
            return Outcome("failed", "broken")
        self.fared[pack.channel].went(self._now())
        return Outcome("sent", route=sent.route, message_ids=sent.message_ids)

    async def _failed(self, pack: Pack, error: SendError) -> Outcome:
        first = pack.rows[0]
        now = self._now()
        self.fared[pack.channel].failed(error.reason, now)
        outcome = retry.after(error, first.attempts + 1, first.priority, pack.since, now)
        log.warning("deliver.failed", channel=pack.channel, reason=error.reason, to=outcome.status)
        if alarm := retry.alarm(error, outcome, pack.channel):
            await self._written(lambda tx: self._alert(tx, alarm, pack.channel))
        moved = error.moved_to
        if moved is not None:
            await self._written(lambda tx: chats.migrate(tx, pack.chat_id, moved))
        if error.reason in ("blocked", "gone"):
            state = ChatIs(state="blocked" if error.reason == "blocked" else "left")
            await self._written(lambda tx: chats.change(tx, chats.real_id(tx, pack.chat_id), state))
        return outcome

    def _alert(self, tx: Tx, alarm: Text, channel: str) -> None:
        alerts.once_a_day(tx, self._office, alarm, channel)

    async def _end(self, pack: Pack, outcome: Outcome) -> None:
        await self._written(lambda tx: delivery.ended(tx, pack, outcome))
        if outcome.reason in delivery.LOST or any(row.letter.report for row in pack.rows):
            self._ended()

    async def _written(self, unit: Callable[[Tx], None]) -> None:
        """Writes down what is known by now, however long the database is away: the platform has
        the letter, and nobody else knows."""
        while True:
            try:
                return await self._db.run(unit)
            except Unavailable as why:
                log.error("deliver.database", why=str(why))
                await asyncio.sleep(1)


def _remember_name(person: UUID, name: str, tx: Tx) -> None:
    chats.set_display(tx, person, name)
