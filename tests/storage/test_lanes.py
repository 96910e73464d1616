"""Random interleavings: however events come and turns end, each chat's are decided in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from handlers.content import Address, Text
from handlers.events import TextSent
from storage import chats, delivery, inbox, outbox
from storage.database import Tx
from storage.delivery import Outcome
from storage.outbox import Queued
from storage.sealing import Vault
from storage.tables import metadata
from tests.storage.case import NOON, said

VAULT = Vault("a secret of the tests, long enough")
CHATS = [Address("line", "private", f"U{n}") for n in range(3)]


@contextmanager
def empty() -> Iterator[Tx]:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as conn:
        yield Tx(conn, VAULT, NOON)
    engine.dispose()


put = st.tuples(st.just("put"), st.integers(0, 2))
decide = st.tuples(st.sampled_from(["done", "failed"]), st.integers(0, 5))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(put, decide), max_size=40))
def test_each_chat_is_decided_in_order(acts: list[tuple[str, int]]) -> None:
    put_in: dict[Address, list[str]] = {each: [] for each in CHATS}
    decided: dict[Address, list[str]] = {each: [] for each in CHATS}
    with empty() as tx:
        for number, (act, which) in enumerate(acts):
            heads = inbox.heads(tx)
            if act == "put":
                put_in[CHATS[which]].append(str(number))
                inbox.put(tx, [said(str(number), CHATS[which])])
            elif heads:
                seq = heads[which % len(heads)]
                taken = inbox.take(tx, seq)
                assert taken is not None and isinstance(taken.incoming.event, TextSent)
                if act == "done" or inbox.failed(tx, seq, "why"):
                    decided[taken.incoming.chat].append(taken.incoming.event.text)
                if act == "done":
                    inbox.done(tx, seq)
    for each in CHATS:
        assert decided[each] == put_in[each][: len(decided[each])]


queue = st.tuples(st.just("queue"), st.sampled_from(["answer", "alert", "bulk"]))
deliver = st.tuples(st.just("deliver"), st.sampled_from(["sent", "queued", "waiting", "unknown"]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(queue, deliver), max_size=40))
def test_letters_of_a_chat_and_priority_go_out_in_order_each_once(
    acts: list[tuple[str, str]],
) -> None:
    """Rows that are tried again at once stay where they were; no call carries over five."""
    sent: list[int] = []
    with empty() as tx:
        chat_id = chats.ensure(tx, CHATS[0]).id
        for act, how in acts:
            if act == "queue":
                outbox.queue(tx, Queued(Text("x")), chat_id=chat_id, priority=how)
                continue
            for pack in delivery.claim(tx, {"line": 5}):
                assert len(pack.rows) <= 5
                assert not delivery.claim(tx, {"line": 5}), "one call at a time in a chat"
                order = [(row.priority, row.seq) for row in pack.rows]
                assert order == sorted(order)
                delivery.ended(tx, pack, Outcome(how, "why", again_at=tx.now))
                if how not in ("queued", "waiting"):
                    sent.extend(row.seq for row in pack.rows)
                if how == "waiting":
                    outbox.release_waiting(tx, CHATS[0])
        tx.now += timedelta(hours=1)
        while packs := delivery.claim(tx, {"line": 5}):
            for pack in packs:
                sent.extend(row.seq for row in pack.rows)
                delivery.ended(tx, pack, Outcome("sent"))
    assert sorted(sent) == list(range(1, sum(act == "queue" for act, _ in acts) + 1))
