"""What staff do with a ticket by buttons, by a button's words with the number, or by quoting.

Who may not is refused before anything else; each verb has a file by its meaning and checks again
whether it may be done now: an old button says what holds. What comes as a file is kept as a note.
"""

from __future__ import annotations

from collections.abc import Callable

from handlers.content import Choice, Text
from handlers.domain.people import may
from handlers.domain.ticket import Ticket, number_in, ref
from handlers.effects import (
    AddMessage,
    Audit,
    Effect,
    KeepFile,
    Step,
)
from handlers.events import ChoiceMade, Commanded, DeliveryEnded, Event
from handlers.facts import Basics, Needs, Snapshot
from handlers.letters import aside, to_desk
from handlers.staff import claims, extending, looking, merging, passing_on, questions, records
from handlers.staff.looking import PRIVATE_ENDED

REPORTS = (PRIVATE_ENDED, questions.ENDED)


def accepts(basics: Basics, event: Event) -> bool:
    if isinstance(event, DeliveryEnded):
        return event.report is not None and event.report.name in REPORTS
    if isinstance(event, Commanded):
        return not basics.private
    if not isinstance(event, ChoiceMade) or not event.choice.name.startswith("ticket."):
        return False
    staff = bool(basics.person and basics.person.grants)
    # A number typed in private may be of an own matter: staff are parents, too.
    return not basics.private or (
        staff and event.choice.name not in ("ticket.misspelt", "ticket.show")
    )


def needs(basics: Basics, event: Event) -> Needs:
    if isinstance(event, ChoiceMade):
        return _needs(basics, event)
    if isinstance(event, DeliveryEnded):
        return Needs(ticket=ref(event.report.first) if event.report else None, timeline=True)
    return Needs(tickets="desk")


def _needs(basics: Basics, event: ChoiceMade) -> Needs:
    name, other = event.choice.name, None
    if name == "ticket.merge":
        named = number_in(" ".join((*event.choice.args[1:], event.words)), basics.office.code)
        other = named.number if named else None
    return Needs(
        ticket=ref(event.choice.first),
        timeline=True,
        ids=3,
        other=other,
        merged=name == "ticket.merge",
        colleagues=name == "ticket.assign",
        reread=name in ("ticket.kind", "ticket.to"),
    )


def step(facts: Snapshot, event: Event) -> Step:
    basics = facts.basics
    if isinstance(event, DeliveryEnded):
        return _ended(facts, event)
    if isinstance(event, Commanded):
        return _desk(facts, event.name)
    if not isinstance(event, ChoiceMade):
        return Step()
    choice, ticket = event.choice, facts.ticket
    if choice.name == "ticket.misspelt":
        return Step((aside(basics, "ticket-misspelt", number=choice.first),))
    if basics.person is None:
        return Step((aside(basics, f"who-are-you-{basics.chat.channel}"),))
    if ticket is None:
        return Step((aside(basics, "ticket-elsewhere"),))
    if not may(basics.person, "work", ticket, basics.chat.desks):
        # The reporter sees an own ticket elsewhere; to anybody else it does not exist.
        return Step((Audit("refused", ticket.id, choice.name), aside(basics, "ticket-elsewhere")))
    done = ACTS.get(choice.name, looking.look)(facts, ticket, event)
    return Step((*_kept_file(facts, ticket, event), *done.effects))


def _ended(facts: Snapshot, event: DeliveryEnded) -> Step:
    if event.report and event.report.name == questions.ENDED:
        return questions.ended(facts, facts.ticket, event)
    failed = event.state in ("failed", "unknown")
    return Step((aside(facts.basics, "private-first"),) if failed else ())


def _kept_file(facts: Snapshot, ticket: Ticket, event: ChoiceMade) -> tuple[Effect, ...]:
    if event.file is None or facts.basics.person is None:
        return ()
    _, message, file = facts.ids
    by = facts.basics.person.id
    return (
        KeepFile(file, event.file, event.said),
        AddMessage(message, ticket.id, "note", "", event.said, file, by),
        to_desk(facts.basics, ticket, "noted-file"),
    )


def _answer(facts: Snapshot, ticket: Ticket, _: ChoiceMade) -> Step:
    return Step((to_desk(facts.basics, ticket, "answer-how"),))


def _desk(facts: Snapshot, command: str) -> Step:
    """`/track` lists what is open at this desk; any other command explains the desk."""
    if command == "cancel":
        return Step((aside(facts.basics, "desk-nothing-done"),))
    if command != "track":
        return Step((aside(facts.basics, "desk-help"),))
    if not facts.tickets:
        return Step((aside(facts.basics, "desk-empty"),))
    choices = tuple(
        Choice(
            "ticket.show",
            (ticket.id.hex,),
            Text(
                "choice-mine-show",
                {"number": ticket.number, "status": Text(f"status-{ticket.status}")},
            ),
        )
        for ticket in facts.tickets
    )
    return Step((aside(facts.basics, "desk-list", *choices, count=len(choices)),))


ACTS: dict[str, Callable[[Snapshot, Ticket, ChoiceMade], Step]] = {
    "ticket.claim": claims.claim,
    "ticket.take": claims.take,
    "ticket.release": claims.release,
    "ticket.assign": claims.assign,
    "ticket.answer": _answer,
    "ticket.ask": questions.ask,
    "ticket.refer": questions.refer,
    "ticket.resume": questions.resume,
    "ticket.note": records.note,
    "ticket.kind": records.kind,
    "ticket.register": records.register,
    "ticket.extend": extending.extend,
    "ticket.forward": passing_on.forward,
    "ticket.to": passing_on.to,
    "ticket.merge": merging.merge,
}
"""What a choice does; any other looks at the ticket."""
