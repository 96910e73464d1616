"""Looks at a LINE account as its administrator would: the token, the month's paid messages, and
whether LINE can call us.

Rules: asks only, and sends nothing to anyone; LINE itself is asked to try our webhook, since from
inside our own network its answer could not be known.
"""

from __future__ import annotations

from typing import Any

import aiohttp

from bot.channels.finding import Finding, advice, fine, wrong

API = "https://api.line.me"
PATH = "/webhook/line"
NEARLY = 0.9
"""The used share of a month's messages from which on it is said."""
REFUSED = (400, 401, 403)


async def check(token: str, api_base: str, public_url: str, seconds: float) -> list[Finding]:
    """Findings about the account; `seconds` for each call. Raises nothing for what LINE answers."""
    timeout = aiohttp.ClientTimeout(total=seconds)
    bearer = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession(
        f"{api_base or API}", headers=bearer, timeout=timeout, trust_env=True
    ) as session:
        try:
            status, bot = await _ask(session, "/v2/bot/info")
            if status in REFUSED:
                return [wrong("cli-doctor-line-token")]
            name = str(bot.get("displayName") or bot.get("basicId") or "LINE")
            quota = await _quota(session)
            webhook = await _webhook(session, public_url)
        except (aiohttp.ClientError, TimeoutError):
            return [wrong("cli-doctor-line-unreachable")]
    return [fine("cli-doctor-line", name=name), *quota, *webhook]


async def _ask(
    session: aiohttp.ClientSession, path: str, method: str = "GET", **body: str
) -> tuple[int, dict[str, Any]]:
    async with session.request(method, path, json=body or None) as answer:
        if answer.status >= 500:
            raise aiohttp.ClientPayloadError(f"LINE answered {answer.status}")
        found = await answer.json(content_type=None)
        return answer.status, found if isinstance(found, dict) else {}


async def _quota(session: aiohttp.ClientSession) -> list[Finding]:
    _, quota = await _ask(session, "/v2/bot/message/quota")
    _, consumption = await _ask(session, "/v2/bot/message/quota/consumption")
    limit, used = quota.get("value"), consumption.get("totalUsage", 0)
    if quota.get("type") != "limited" or not isinstance(limit, int) or not isinstance(used, int):
        return [fine("cli-doctor-line-quota-free")]
    if used >= limit * NEARLY:
        return [advice("cli-doctor-line-quota-low", used=used, limit=limit)]
    return [fine("cli-doctor-line-quota", used=used, limit=limit)]


async def _webhook(session: aiohttp.ClientSession, public_url: str) -> list[Finding]:
    ours = public_url + PATH
    status, known = await _ask(session, "/v2/bot/channel/webhook/endpoint")
    endpoint = str(known.get("endpoint", ""))
    if status == 404 or not endpoint:
        return [wrong("cli-doctor-line-no-webhook", address=ours)]
    found = [] if known.get("active") else [wrong("cli-doctor-line-webhook-off")]
    if public_url and endpoint != ours:
        return [*found, wrong("cli-doctor-line-other-webhook", endpoint=endpoint, address=ours)]
    _, test = await _ask(session, "/v2/bot/channel/webhook/test", "POST", endpoint=endpoint)
    if not test.get("success"):
        reason = str(test.get("detail") or test.get("reason") or test.get("message", ""))[:200]
        fails = wrong("cli-doctor-line-webhook-fails", endpoint=endpoint, reason=reason)
        return [*found, fails]
    return [*found, fine("cli-doctor-line-webhook", endpoint=endpoint)]
