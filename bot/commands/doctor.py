"""Examines a whole set-up and says what is wrong, in the order in which one would mend it.

Rules: changes nothing that is there; every check has a short time limit; one failing check never
hides another.
"""

from __future__ import annotations

import platform
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

from bot.channels.finding import Finding, advice, fine, wrong
from bot.config import LEAST_SECRET_KEY, Settings
from bot.working_days import unconfirmed
from handlers.domain.deadline import day_of
from handlers.domain.office import CONFIDENTIAL, Office
from storage import chats, marks
from storage.database import Damaged, Unavailable, open_database
from storage.migrations import is_current
from storage.sealing import Vault

SECONDS = 8.0


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """All findings, each as soon as it is known."""
    yield fine("cli-doctor-python", version=platform.python_version())
    yield fine("cli-doctor-settings", office=settings.office.short["th"])
    for found in holidays(settings.office, day_of(datetime.now(UTC))):
        yield found
    yield _secret_key(settings.secret_key)
    yield data_dir(settings.data_dir)
    if not settings.public_url:
        yield advice("cli-doctor-local-links")
    for found in await _database(settings):
        yield found
    for found in [*await _line(settings), *await _telegram(settings)]:
        yield found


def _secret_key(key: str) -> Finding:
    if not key:
        return wrong("cli-doctor-no-secret-key")
    if len(key) < LEAST_SECRET_KEY:
        return wrong("cli-doctor-short-secret-key", least=LEAST_SECRET_KEY)
    return fine("cli-doctor-secret-key")


def holidays(office: Office, today: date) -> list[Finding]:
    """Whether somebody has compared the days off with the cabinet's list of the year."""
    return [
        advice("cli-doctor-holidays", year=str(year), thai_year=str(year + 543))
        for year in unconfirmed(office, today)
    ]


def data_dir(path: Path) -> Finding:
    """Whether files can be made in DATA_DIR, by making one."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=path):
            return fine("cli-doctor-data-dir", path=str(path))
    except OSError:
        return wrong("cli-doctor-data-dir-closed", path=str(path))


async def _database(settings: Settings) -> list[Finding]:
    vault = Vault(settings.secret_key)
    db = open_database(settings.database_url, vault, lambda: datetime.now(UTC))
    try:
        if not await is_current(db):
            return [advice("cli-doctor-database-old")]
        await db.read(marks.same_key)
        bound = await db.read(chats.desk_chats)
    except Damaged as damaged:
        return [wrong("cli-damaged-database", path=damaged.file)]
    except (Unavailable, OSError):
        return [wrong("cli-doctor-no-database")]
    except marks.OtherKey:
        return [wrong("cli-doctor-other-secret-key")]
    finally:
        await db.close()
    return [fine("cli-doctor-database"), *_desks(settings, set(bound))]


def _desks(settings: Settings, bound: set[str]) -> list[Finding]:
    office = settings.office
    stand_ins = {office.fallback, *office.stand_ins.values()}
    lonely = [
        group.id
        for group in office.groups
        if group.id not in bound and (group.id in stand_ins or office.fallback not in bound)
    ]
    found = [fine("cli-doctor-desks", count=len(bound))] if bound else []
    if lonely:
        found.append(advice("cli-doctor-no-desk", desks=", ".join(lonely)))
    if CONFIDENTIAL not in bound:
        found.append(wrong("cli-doctor-no-confidential"))
    return found


async def _line(settings: Settings) -> list[Finding]:
    if not settings.line:
        channels = [] if settings.telegram else [wrong("cli-doctor-no-channel")]
        return [advice("cli-doctor-line-off"), *channels]
    from bot.channels.line.check import check

    found = [] if settings.public_url else [advice("cli-doctor-public-url")]
    token, base = settings.line_channel_access_token, settings.line_api_base
    return [*found, *await check(token, base, settings.public_url, SECONDS)]


async def _telegram(settings: Settings) -> list[Finding]:
    if not settings.telegram:
        return [advice("cli-doctor-telegram-off")]
    from bot.channels.telegram.check import check

    token, base = settings.telegram_bot_token, settings.telegram_api_base
    return await check(token, base, settings.telegram_mode, settings.public_url, SECONDS)
