"""Privacy mode: what a bot hears of a group.

Rules: commands for it or for nobody, and replies to what it said; service messages come
always. An administrator, or a bot whose privacy mode is off, hears everything.
"""

from typing import Literal

from bot.sandbox.people import BOT, Group, Message

Privacy = Literal["on", "off"]


def heard(
    message: Message, group: Group, quoted: Message | None, username: str, privacy: Privacy
) -> bool:
    if group.bot == "out":
        return False
    if privacy == "off" or group.bot_rank == "administrator":
        return True
    if quoted is not None and quoted.by == BOT:
        return True
    if not message.text.startswith("/"):
        return False
    return message.text.split()[0].partition("@")[2] in ("", username)
