"""What the technical desk and the administrators are told of the bot itself: at most once a day
about the same thing."""

from __future__ import annotations

from handlers.content import Text
from handlers.domain.deadline import day_of
from handlers.domain.hours import quiet_until
from handlers.domain.office import TECHNICAL, Office
from handlers.facts import Holder
from storage import chats, marks, outbox, staff
from storage.database import Tx

_LONGEST_MARK = 40


def once_a_day(tx: Tx, office: Office, text: Text, about: str) -> None:
    """Queues a text for the technical desk or who stands in for it, and for the administrators in
    private, whose chat may be on the channel that works; nothing while there is nobody, since
    tomorrow's says the same. `about`: a short name, such as a channel's."""
    desk = chats.desk_chat(chats.desk_chats(tx), TECHNICAL, office)
    people = staff.holders(tx, Holder("administrator", TECHNICAL))
    mark, today = f"{text.key}|{about}"[:_LONGEST_MARK], day_of(tx.now).isoformat()
    if (desk is None and not people) or marks.read(tx, mark) == today:
        return
    marks.write(tx, mark, today)
    quiet = quiet_until(tx.now, office.desks)
    if desk is not None:
        outbox.queue(
            tx,
            outbox.Queued(text),
            chat_id=desk,
            desk=TECHNICAL,
            priority="alert",
            not_before=quiet,
        )
    for person in people:
        outbox.queue(tx, outbox.Queued(text), chat_id=person, priority="alert", not_before=quiet)
