"""What the technical desk is told of the bot itself: at most once a day about the same thing."""

from __future__ import annotations

from handlers.content import Text
from handlers.domain.deadline import day_of
from handlers.domain.hours import quiet_until
from handlers.domain.office import TECHNICAL, Office
from storage import chats, marks, outbox
from storage.database import Tx


def once_a_day(tx: Tx, office: Office, text: Text, about: str) -> None:
    """Queues a text for the technical desk or who stands in for it; nothing while there is nobody,
    since tomorrow's says the same. `about`: a short name, such as a channel's."""
    chat_id = chats.desk_chat(chats.desk_chats(tx), TECHNICAL, office)
    mark, today = f"{text.key}|{about}", day_of(tx.now).isoformat()
    if chat_id is None or marks.read(tx, mark) == today:
        return
    marks.write(tx, mark, today)
    outbox.queue(
        tx,
        outbox.Queued(text),
        chat_id=chat_id,
        desk=TECHNICAL,
        priority="alert",
        not_before=quiet_until(tx.now, office.desks),
    )
