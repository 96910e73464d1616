"""A day in what somebody typed, in every everyday form: `30 พ.ย. 69`, `๓๐/๑๑/๒๕๖๙`, `30 November`,
`วันศุกร์หน้า`, `สิ้นเดือน`, `อีก 5 วัน`, `in two weeks`.

Years may be of the Buddhist or of the Common Era, with two digits or four; a day without its year
is the one nearest to today. What is no day of the calendar (31 February) is not found. Full days
count before days of the week and the like, and these before mere numbers of days, for people give
such as reasons ("รอมา 5 วันแล้ว ขอถึง 30 พ.ย.").
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Set
from datetime import date, timedelta

from msgspec import Struct

from handlers.domain.deadline import next_working

BUDDHIST = 543
YEARS_NEAR = 3
"""A number behind a day and month is their year only if it lies as near as this."""

MONTHS = (
    r"มกรา(?:คม)?|ม\.\s?ค\.?|มค(?![ก-๙])|jan(?:uary)?\b\.?",
    r"กุมภา(?:พันธ์|ฯ)?|ก\.\s?พ\.?|กพ(?![ก-๙])|feb(?:ruary)?\b\.?",
    r"มีนา(?:คม)?|มี\.\s?ค\.?|มีค(?![ก-๙])|mar(?:ch)?\b\.?",
    r"เมษา(?:ยน)?|เม\.\s?ย\.?|เมย(?![ก-๙])|apr(?:il)?\b\.?",
    r"พฤษภา(?:คม)?|พ\.\s?ค\.?|พค(?![ก-๙])|may\b",
    r"มิถุนา(?:ยน)?|มิ\.\s?ย\.?|มิย(?![ก-๙])|june?\b\.?",
    r"กรกฎา(?:คม)?|ก\.\s?ค\.?|กค(?![ก-๙])|july?\b\.?",
    r"สิงหา(?:คม)?|ส\.\s?ค\.?|สค(?![ก-๙])|aug(?:ust)?\b\.?",
    r"กันยา(?:ยน)?|ก\.\s?ย\.?|กย(?![ก-๙])|sept?(?:ember)?\b\.?",
    r"ตุลา(?:คม)?|ต\.\s?ค\.?|ตค(?![ก-๙])|oct(?:ober)?\b\.?",
    r"พฤศจิกา(?:ยน)?|พ\.\s?ย\.?|พย(?![ก-๙])|nov(?:ember)?\b\.?",
    r"ธันวา(?:คม)?|ธ\.\s?ค\.?|ธค(?![ก-๙])|dec(?:ember)?\b\.?",
)
WEEKDAYS = (
    r"จันทร์|mon(?:day)?",
    r"อังคาร|tue(?:sday)?",
    r"พุธ|wed(?:nesday)?",
    r"พฤหัส(?:บดี|ฯ)?|thu(?:rsday)?",
    r"ศุกร์|fri(?:day)?",
    r"เสาร์|sat(?:urday)?",
    r"อาทิตย์|sun(?:day)?",
)
NUMBERS = {
    word: number
    for words, numbers in (
        ("หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ", range(1, 11)),
        ("one two three four five six seven eight nine ten", range(1, 11)),
        ("สิบห้า ยี่สิบ สามสิบ หกสิบ", (15, 20, 30, 60)),
        ("fifteen twenty thirty sixty a", (15, 20, 30, 60, 1)),
    )
    for word, number in zip(words.split(), numbers, strict=True)
}

_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_MONTH = "|".join(f"(?:{each})" for each in MONTHS)
_WEEKDAY = "|".join(f"(?:{each})" for each in WEEKDAYS)
_YEAR = r"(?:\s*(?:,|พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|ปี)?\s*'?(?P<year>\d{4}|\d{2})(?![\d/:]))?"
_COUNT = r"\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
_UNIT = (
    r"(?P<unit>(?P<working>working |business )?day|week|month|(?P<workingth>วัน\s?ทำการ)|วัน"
    r"|สัปดาห์|อาทิตย์|เดือน)s?"
)
_LEAD = re.compile(
    rf"(?:(?:ขอ|ขยาย|เวลา|ออกไป|ไป|จน|ถึง|เป็น|ภายใน|วันที่|วัน(?:{_WEEKDAY})\s?ที่|วัน"
    r"|\buntil|\btill|\bto|\bby|\bon|\bthe)\s*)+$",
    re.IGNORECASE,
)
"""Words that lead to a day and go with it."""


class Dated(Struct, frozen=True):
    """A day, and the text without the words that named it."""

    on: date
    rest: str


Parts = dict[str, str]
"""What the parts of a form were found to be, "" where they are left out."""


class _Asked(Struct, frozen=True):
    today: date
    start: date
    holidays: Set[date]


def day_in(
    text: str, today: date, *, start: date | None = None, holidays: Set[date] = frozenset()
) -> Dated | None:
    """The first day that a text names, None where there is none. A mere number of days counts from
    `start` (today); `holidays` are what "5 วันทำการ" leaves out."""
    plain = text.translate(_ARABIC).lower()
    if len(plain) != len(text):
        return None  # some capitals grow when lowered; nobody writes days with them
    asked = _Asked(today, start or today, holidays)
    for forms in (_FULL, _MARKED, _COUNTED):
        found = [
            (match.start(), -match.end(), on)
            for pattern, meant in forms
            for match in re.finditer(pattern, plain)
            if (on := meant(match.groupdict(""), asked))
        ]
        if found:
            begins, ends, on = min(found)
            return Dated(on, _without(text, begins, -ends))
    return None


def _without(text: str, begins: int, ends: int) -> str:
    before = _LEAD.sub("", text[:begins].rstrip())
    both = (part.strip(" ,.:;-–\n") for part in (before, text[ends:]))
    return " ".join(filter(None, both))


def _day(year: int, month: int, day: int) -> date | None:
    known = 1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return date(year, month, day) if known else None


def _of_year(typed: str | None, month: int, day: int, today: date) -> date | None:
    """A day of a year of either era, of the nearest that fits."""
    if not typed:
        years = [today.year - 1, today.year, today.year + 1]
    elif len(typed) == 2:
        years = [2500 + int(typed) - BUDDHIST, 2000 + int(typed)]
    else:
        years = [int(typed) - BUDDHIST if int(typed) > 2400 else int(typed)]
    days = [on for year in years if (on := _day(year, month, day))]
    return min(days, key=lambda on: (abs((on - today).days), on < today), default=None)


def _numbers(parts: Parts, asked: _Asked) -> date | None:
    """The day first; the month first only where nothing else can be meant."""
    day, month, year = int(parts["day"]), int(parts["month"]), parts.get("year")
    return _of_year(year, month, day, asked.today) or _of_year(year, day, month, asked.today)


def _worded(parts: Parts, asked: _Asked) -> date | None:
    month = next(at for at, names in enumerate(MONTHS, 1) if re.match(names, parts["month"]))
    return _of_year(parts.get("year"), month, int(parts["day"]), asked.today)


def _yearless(parts: Parts, asked: _Asked) -> date | None:
    """A day and month, whatever number comes behind them."""
    month = next(at for at, names in enumerate(MONTHS, 1) if re.match(names, parts["month"]))
    return _of_year(None, month, int(parts["day"]), asked.today)


def _near(parts: Parts, asked: _Asked) -> date | None:
    on = _worded(parts, asked)
    return on if on and abs(on.year - asked.today.year) <= YEARS_NEAR else None


def _month_later(on: date, months: int) -> tuple[int, int]:
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return year, month + 1


def _of_month(parts: Parts, asked: _Asked) -> date | None:
    """The next day of that number."""
    coming = (_day(*_month_later(asked.today, ahead), int(parts["day"])) for ahead in range(3))
    return next((on for on in coming if on and on >= asked.today), None)


def _soon(parts: Parts, asked: _Asked) -> date:
    today = parts["word"] in ("วันนี้", "today")
    later = parts["word"].startswith(("มะรืน", "day after"))
    return asked.today + timedelta(days=0 if today else 2 if later else 1)


def _month_end(parts: Parts, asked: _Asked) -> date:
    year, month = _month_later(asked.today, 1 if parts.get("next") or parts.get("following") else 0)
    return date(year, month, monthrange(year, month)[1])


def _weekday(parts: Parts, asked: _Asked) -> date:
    """The coming one after today; that of next week where this is said."""
    named = parts["weekday"]
    at = next(at for at, names in enumerate(WEEKDAYS) if re.fullmatch(names, named))
    if parts.get("next") or parts.get("following"):
        return asked.today + timedelta(days=7 - asked.today.weekday() + at)
    return asked.today + timedelta(days=(at - asked.today.weekday() - 1) % 7 + 1)


def _later(parts: Parts, asked: _Asked) -> date:
    typed = parts.get("count") or "1"
    count = int(typed) if typed.isdecimal() else NUMBERS[typed]
    if parts.get("working") or parts.get("workingth"):
        on = asked.start
        for _ in range(count):
            on = next_working(on + timedelta(days=1), asked.holidays)
        return on
    if parts["unit"] in ("เดือน", "month"):
        year, month = _month_later(asked.start, count)
        return date(year, month, min(asked.start.day, monthrange(year, month)[1]))
    return asked.start + timedelta(days=count * (1 if parts["unit"] in ("วัน", "day") else 7))


_DAY = r"(?<![\d./])(?P<day>\d{1,2})"
_FULL = (
    (r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)", _numbers),
    (_DAY + r"\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4}|\d{2})(?![\d/])", _numbers),
    (_DAY + r"/(?P<month>\d{1,2})(?![\d/])", _numbers),
    (_DAY + rf"(?:st|nd|rd|th)?(?: of)?\s*(?P<month>{_MONTH}){_YEAR}", _near),
    (_DAY + rf"(?:st|nd|rd|th)?(?: of)?\s*(?P<month>{_MONTH})", _yearless),
    (rf"\b(?P<month>{_MONTH})\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]){_YEAR}", _near),
)
_MARKED = (
    (r"(?:วันที่|\bthe)\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d/.:])", _of_month),
    (r"(?P<word>วันนี้|พรุ่งนี้|มะรืน(?:นี้)?|\btoday\b|\b(?:day after )?tomorrow\b)", _soon),
    (r"สิ้นเดือน(?:นี้|(?P<following>หน้า))?", _month_end),
    (r"\bend of (?:the |this |(?P<next>next ))?month\b", _month_end),
    (rf"วัน(?P<weekday>{_WEEKDAY})(?:นี้|(?P<following>\s?หน้า))?", _weekday),
    (rf"(?P<weekday>(?!อา|sun){_WEEKDAY})(?:นี้|(?P<following>หน้า))", _weekday),
    (rf"\b(?:(?P<next>next )|this )?(?P<weekday>{_WEEKDAY})\b", _weekday),
    (rf"(?:อีก|ภายใน|เพิ่ม|\bin|\bwithin|\banother)\s*(?P<count>{_COUNT})?\s*{_UNIT}", _later),
    (r"(?P<unit>สัปดาห์|อาทิตย์|เดือน)หน้า", _later),
    (r"\bnext (?P<unit>week|month)\b", _later),
)
_COUNTED = ((rf"(?<!\d)(?P<count>{_COUNT})\s*(?:more )?{_UNIT}", _later),)
