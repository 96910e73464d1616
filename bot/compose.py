"""Words a pack of the outbox for one reader: keys and values become a `Letter`.

What people wrote is looked up at this moment, so a message that was taken back is not repeated;
a card shows its ticket as it stands now.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.understanding import personal, profanity
from handlers.content import Bubble, Button, Card, Choice, Letter, Text
from handlers.domain.private import excerpt
from handlers.facts import Message
from handlers.letters import desk_choices
from locales.texts import Texts, thai_day
from storage.delivery import Due, Pack, Shown

EXCERPT = 160
QUOTED = 80
OPEN_FILE = "file.open"
Link = Callable[[str], str]


class Composer:
    """`link` makes the address of a stored file that opens for some minutes."""

    def __init__(self, texts: Texts, link: Link) -> None:
        self._texts = texts
        self._link = link

    def letter(self, pack: Pack) -> Letter:
        locale = pack.locale or self._texts.office.locale
        return Letter(
            to=pack.to,
            bubbles=tuple(self._bubble(pack, row, locale) for row in pack.rows),
            retry_key=pack.retry_key,
            reply_token=pack.reply_token,
            edits=pack.edits,
        )

    def _bubble(self, pack: Pack, row: Due, locale: str) -> Bubble:
        number = row.card.ticket.number if row.card else ""
        choices = desk_choices(row.card.ticket) if row.card else row.letter.choices
        buttons = tuple(self._button(choice, locale, number) for choice in choices)
        # A card cannot be taken back on LINE: what it quotes is short and masked.
        quote = row.words.get if row.card is None else lambda id: _hidden(row.words.get(id))
        text = self._texts.say(row.letter.text, locale, quote)
        if row.card is not None and row.shape == "card_brief":
            return Bubble("", (), Card(number, text, (), "", f"{number} · {text}"))
        if row.card is not None:
            return Bubble("", buttons, self._card(row, row.card, text, locale))
        if pack.channel == "line" and pack.to.kind == "private":
            # Quick replies do not show on LINE for PC and vanish with the next message.
            text = self._listed(text, buttons)
        return Bubble(text, buttons)

    def _listed(self, text: str, buttons: tuple[Button, ...]) -> str:
        pressed = [button for button in buttons if not button.url]
        if not pressed:
            return text
        lines = [f"{position}. {button.label}" for position, button in enumerate(pressed, 1)]
        return "\n".join((text, "", *lines))

    def _button(self, choice: Choice, locale: str, number: str) -> Button:
        label = self._texts.label(choice, locale)
        if choice.name == OPEN_FILE:
            return Button(label, choice.data, url=self._link(choice.args[0]))
        typed = self._texts.typed(choice, locale, number or _number_of(choice))
        return Button(label, choice.data, typed=typed or label)

    def _card(self, row: Due, shown: Shown, headline: str, locale: str) -> Card:
        ticket = shown.ticket
        line = self._texts.line
        rows = [
            (line("card-kind", locale), line(f"kind-{ticket.kind}", locale)),
            (line("card-group", locale), self._texts.group(ticket.desk, locale)),
            (line("card-status", locale), self._status(row, shown, locale)),
            (line("card-due", locale), thai_day(ticket.due_on, locale)),
        ]
        if school := self._school(ticket.school):
            rows.insert(2, (line("card-school", locale), school))
        if ticket.register:
            rows.append((line("card-register", locale), ticket.register))
        if row.letter.alike:
            rows.append((line("card-alike", locale), ", ".join(row.letter.alike)))
        if ticket.files:
            rows.append((line("card-files", locale), str(ticket.files)))
        shown_text = self._excerpt(shown.messages, locale)
        parts = [ticket.number, headline, *(f"{name} {value}" for name, value in rows), shown_text]
        return Card(
            number=ticket.number,
            headline=headline,
            rows=tuple(rows),
            excerpt=shown_text,
            summary=" · ".join(part for part in parts if part),
            urgent=ticket.urgent,
        )

    def _status(self, row: Due, shown: Shown, locale: str) -> str:
        ticket = shown.ticket
        status = self._texts.line(f"status-{ticket.status}", locale)
        if ticket.claimant and (name := row.words.get(ticket.claimant)):
            status += f" · {name}"
        replies = [each for each in shown.messages if each.author == "reply" and each.state]
        if replies:
            status += " · " + self._texts.line(f"reply-is-{replies[-1].state}", locale)
        return status

    def _school(self, school_id: str | None) -> str:
        return next((it.name for it in self._texts.office.schools if it.id == school_id), "")

    def _excerpt(self, messages: tuple[Message, ...], locale: str) -> str:
        """A short masked piece of what the citizen wrote; cards cannot be taken back on LINE."""
        written = [each.text for each in messages if each.author == "citizen" and each.text]
        if not written:
            return self._texts.line("card-no-words", locale)
        text = " ".join(written)
        return _short(text, EXCERPT)


def _short(text: str, most: int) -> str:
    return excerpt(text, (*personal.find(text), *profanity.find(text)), most)


def _hidden(quoted: str | None) -> str | None:
    return None if quoted is None else _short(quoted, QUOTED)


def _number_of(choice: Choice) -> str:
    """The ticket number a choice carries, where a card's ticket does not give it."""
    label = choice.label or Text("")
    number = label.values.get("number", "")
    return number if isinstance(number, str) else ""
