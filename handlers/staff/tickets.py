"""What staff do with a ticket by buttons, or by a button's words with the number.

Claim, how to answer, forward, close, read in full, open its files. Everything is checked again
when it is pressed: an old button says what holds now.
"""

from __future__ import annotations

from msgspec import structs

from handlers.content import Choice, Day, GroupName, NameOf, Text, Value, Words
from handlers.domain.deadline import day_of
from handlers.domain.people import may
from handlers.domain.ticket import OUTCOMES, Ticket, ref
from handlers.effects import Audit, Effect, MoveTicket, Say, Step, ToCards, ToChat, ToReporter
from handlers.events import ChoiceMade, Commanded, DeliveryEnded, Event
from handlers.facts import Basics, Message, Needs, Snapshot
from handlers.letters import aside, card, card_again, passing, to_desk

PRIVATE_ENDED = "private.ended"


def accepts(basics: Basics, event: Event) -> bool:
    if isinstance(event, DeliveryEnded):
        return event.report is not None and event.report.name == PRIVATE_ENDED
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
        return Needs(ticket=ref(event.choice.first), timeline=True)
    return Needs(tickets="desk")


def step(facts: Snapshot, event: Event) -> Step:
    basics = facts.basics
    if isinstance(event, DeliveryEnded):
        failed = event.state in ("failed", "unknown")
        return Step((aside(basics, "private-first"),) if failed else ())
    if isinstance(event, Commanded):
        return _desk(facts, event.name)
    if not isinstance(event, ChoiceMade):
        return Step()
    choice, ticket = event.choice, facts.ticket
    if choice.name == "ticket.misspelt":
        return Step((aside(basics, "ticket-misspelt", number=choice.first),))
    if basics.person is None:
        who = aside(basics, f"who-are-you-{basics.chat.channel}")
        return Step((Audit("refused", ticket.id if ticket else None, "nobody known"), who))
    if ticket is None:
        return Step((aside(basics, "ticket-elsewhere"),))
    if not may(basics.person, "work", ticket, basics.chat.desks):
        # The reporter sees an own ticket elsewhere; to anybody else it does not exist.
        return Step((Audit("refused", ticket.id, choice.name), aside(basics, "ticket-elsewhere")))
    return _act(facts, ticket, choice)


def _act(facts: Snapshot, ticket: Ticket, choice: Choice) -> Step:
    match choice.name.removeprefix("ticket."):
        case "claim":
            return _claim(facts, ticket)
        case "answer":
            return Step((to_desk(facts.basics, ticket, "answer-how"),))
        case "forward":
            return _forward(facts, ticket)
        case "to":
            return _to(facts, ticket, choice)
        case "close":
            return _close(facts, ticket)
        case "closeas":
            return _close_as(facts, ticket, choice)
        case "full":
            return _full(facts, ticket)
        case "files":
            return _files(facts, ticket)
    shown = Say(ToChat(facts.basics.chat.id), Text("card-open"), about=ticket.id, shape="card")
    return Step((structs.replace(shown, postage="free"),))


def _not_now(facts: Snapshot, ticket: Ticket) -> Step:
    """What was asked may not be done in the ticket's state; the card shows what holds."""
    key = {"closed": "ticket-closed", "new": "claim-first"}.get(ticket.status, "ticket-claimed")
    name: Value = NameOf(ticket.claimant) if ticket.claimant else ""
    told = to_desk(facts.basics, ticket, key, name=name)
    return Step((told, card_again(ticket.id, ToChat(facts.basics.chat.id))))


def _claim(facts: Snapshot, ticket: Ticket) -> Step:
    person, status = facts.basics.person, ticket.after("claim")
    assert person is not None
    if ticket.claimant == person.id and ticket.status != "closed":
        return Step((to_desk(facts.basics, ticket, "claimed-already"),))
    if status is None:
        return _not_now(facts, ticket)
    moved = MoveTicket(ticket.id, ticket.version, "claimed", status=status, claimant=person.id)
    headline = Text("card-claimed", {"name": NameOf(person.id)})
    everywhere = card_again(ticket.id, ToCards(ticket.id), headline)
    here = card_again(ticket.id, ToChat(facts.basics.chat.id), headline)
    return Step((moved, everywhere, here))


def _forward(facts: Snapshot, ticket: Ticket) -> Step:
    if ticket.after("forward") is None:
        return _not_now(facts, ticket)
    if ticket.confidential:
        return Step((to_desk(facts.basics, ticket, "confidential-stays"),))
    choices = tuple(
        Choice(
            "ticket.to",
            (ticket.id.hex, group.id),
            Text(
                "choice-ticket-to", {"group": GroupName(group.id, "short"), "number": ticket.number}
            ),
        )
        for group in facts.office.groups
        if group.id != ticket.group
    )
    return Step((to_desk(facts.basics, ticket, "forward-which", *choices),))


def _to(facts: Snapshot, ticket: Ticket, choice: Choice) -> Step:
    group = choice.args[1] if len(choice.args) > 1 else ""
    status = ticket.after("forward")
    if status is None or ticket.confidential or group == ticket.group:
        return _not_now(facts, ticket)
    if not facts.office.has_group(group):
        return _forward(facts, ticket)
    moved = MoveTicket(
        ticket.id,
        ticket.version,
        "forwarded",
        status=status,
        group=group,
        claimant=None,
        forwards=ticket.forwards + 1,
        detail=f"{ticket.group} to {group}",
    )
    came = Text("card-forwarded", {"group": GroupName(ticket.group)})
    went = Text("card-went", {"group": GroupName(group)})
    told = Say(
        ToReporter(ticket.id),
        Text("forwarded", {"number": ticket.number, "group": GroupName(group)}),
        postage="free",
        about=ticket.id,
    )
    return Step(
        (
            moved,
            card(ticket.id, group, came, urgent=ticket.urgent),
            card_again(ticket.id, ToChat(facts.basics.chat.id), went),
            told,
        )
    )


def _close(facts: Snapshot, ticket: Ticket) -> Step:
    if ticket.after("close") is None:
        return _not_now(facts, ticket)
    choices = tuple(
        Choice(
            "ticket.closeas",
            (ticket.id.hex, outcome),
            Text(f"choice-ticket-closeas-{outcome.replace('_', '-')}", {"number": ticket.number}),
        )
        for outcome in OUTCOMES
    )
    return Step((to_desk(facts.basics, ticket, "close-how", *choices),))


def _close_as(facts: Snapshot, ticket: Ticket, choice: Choice) -> Step:
    outcome = choice.args[1] if len(choice.args) > 1 else ""
    status = ticket.after("close")
    if status is None:
        return _not_now(facts, ticket)
    if outcome not in OUTCOMES:
        return _close(facts, ticket)
    word = Text(f"outcome-{outcome.replace('_', '-')}")
    told = Say(
        ToReporter(ticket.id),
        Text("closed", {"number": ticket.number, "outcome": word}),
        about=ticket.id,
    )
    moved = MoveTicket(
        ticket.id, ticket.version, "closed", status=status, outcome=outcome, detail=outcome
    )
    headline = Text("card-closed", {"outcome": word})
    closed = card_again(ticket.id, ToChat(facts.basics.chat.id), headline)
    return Step((moved, told, closed))


def _privately(facts: Snapshot, ticket: Ticket, text: Text, *choices: Choice) -> Step:
    """To the person who pressed, not to the group; the group hears only if that fails."""
    basics = facts.basics
    assert basics.person is not None
    letter = Say(
        ToChat(basics.person.id),
        text,
        choices,
        about=ticket.id,
        report=None if basics.private else Choice(PRIVATE_ENDED),
        report_to=basics.chat.id,
    )
    told: tuple[Effect, ...] = (Audit("read", ticket.id), letter)
    return Step(told if basics.private else (*told, passing(aside(basics, "told-privately"))))


def _full(facts: Snapshot, ticket: Ticket) -> Step:
    lines: Text | str = ""
    for message in facts.messages:
        line = _line(message)
        lines = Text("timeline", {"before": lines, "line": line}) if lines else line
    text = Text("ticket-full", {"number": ticket.number, "lines": lines})
    return _privately(facts, ticket, text)


def _line(message: Message) -> Text:
    values: dict[str, Value] = {"day": Day(day_of(message.at)), "words": Words(message.id)}
    return Text(f"full-{message.author}", values)


def _files(facts: Snapshot, ticket: Ticket) -> Step:
    """Links that open for ten minutes from the moment the letter is sent."""
    kept = [message.file for message in facts.messages if message.file]
    if not kept:
        return Step((to_desk(facts.basics, ticket, "files-none"),))
    choices = tuple(
        Choice("file.open", (file.hex,), Text("choice-file-open", {"position": position}))
        for position, file in enumerate(kept[-10:], 1)
    )
    minutes = facts.office.pace.link_minutes
    text = Text("files", {"number": ticket.number, "minutes": minutes})
    return _privately(facts, ticket, text, *choices)


def _desk(facts: Snapshot, command: str) -> Step:
    """`/track` lists what is open at this desk; any other command explains the desk."""
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
