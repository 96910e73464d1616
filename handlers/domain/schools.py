"""Finding a school by what people type of its name: a part, a typing error, no tone marks.

Names are compared folded (`fold`). `find_schools` offers what is near; `school_in` names a school
only when the text leaves no doubt, since nobody is asked again then.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from handlers.domain.office import School

_SCHOOL = re.compile(r"โรงเรียน|โรงเรยน|ร\.\s?ร\.?|รร\.?|โฮงเฮียน|school")
_VILLAGE = "บาน"  # บ้าน, folded; many write the name without it
_TONES = dict.fromkeys(map(ord, "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e47\u200b\u200c\u200d"))
_DIGITS = {0x0E50 + value: str(value) for value in range(10)}
_APART = re.compile(r"[^\w\u0e30-\u0e4e]+")
_BRACKETS = re.compile(r"\(.*?\)")
_POLITE = re.compile(r"(?:นะ)?(?:ครับ|ค่ะ|คะ|จ้า|จ้ะ|ครับผม|ค่า|เจ้า)+\s*$")
_GOES_ON = re.compile(  # folded words that may follow a name without a blank
    r"[^\w\u0e31\u0e34-\u0e4e]|\d|$|ครับ|คะ|นะ|ที|มี|ไม|ตี|ของ|ใน|เขต|ตำบล|อำเภอ|และ|กับ|เปน|ไดรับ"
    r"|โดน|ถูก|ครู|ผอ|ชัน|หอง|เดก|ลูกผม|ลูกดิ|นักเรียน|อยู|เรา|วันนี|จะ|ตอง|ขาด|รถ|อาหาร|หลังคา|นำ|ไฟ"
)

_NEAR = 0.5


def fold(text: str) -> str:
    """A name as it is compared: lower-case, no blanks or marks of tone, Arabic digits.

    >>> fold("บ้าน หนองบัว ๒")
    'บานหนองบัว2'
    """
    return _APART.sub("", _fold_letters(text))


def find_schools(schools: Iterable[School], typed: str, most: int) -> tuple[School, ...]:
    """At most `most` schools whose names are near what was typed, best first; () for none."""
    asked = fold(_SCHOOL.sub(" ", _POLITE.sub("", unicodedata.normalize("NFC", typed.lower()))))
    if len(asked) < 2:
        return ()
    scored = [(_nearness(school, asked), at, school) for at, school in enumerate(schools)]
    near = sorted((-score, at) for score, at, _ in scored if score >= _NEAR)
    return tuple(scored[at][2] for _, at in near[:most])


def school_in(schools: Iterable[School], text: str) -> School | None:
    """The one school that a text names behind the word "school", None where there is any doubt:
    two schools, namesakes, or a name that goes on."""
    known = tuple(schools)
    letters = _fold_letters(text)
    named = {
        school.id: school
        for cue in _SCHOOL_FOLDED.finditer(letters)
        for school in _named_at(known, letters, cue.end())
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _fold_letters(text: str) -> str:
    letters = unicodedata.normalize("NFC", text).lower().translate(_TONES | _DIGITS)
    return letters.replace("\u0e4d\u0e32", "\u0e33").replace("เเ", "แ")


_SCHOOL_FOLDED = re.compile(_fold_letters(_SCHOOL.pattern))


def _own_name(school: School) -> str:
    return fold(_SCHOOL.sub("", school.name.lower()))


def _names(school: School) -> set[str]:
    """What a school may be called, folded: also without "บ้าน" or what is in brackets."""
    whole = _own_name(school)
    plain = fold(_SCHOOL.sub("", _BRACKETS.sub("", school.name.lower())))
    return {whole, _without_village(whole), plain, _without_village(plain)}


def _without_village(name: str) -> str:
    return name.removeprefix(_VILLAGE) if len(name) > len(_VILLAGE) + 1 else name


def _nearness(school: School, asked: str) -> float:
    """How near a school is to folded words, 0 to about 1; its area named too tells namesakes."""
    name, area = _own_name(school), fold(school.area)
    bonus = 0.0
    if area and area in asked.replace(name, "", 1):
        asked, bonus = asked.replace(area, "", 1) or asked, 0.05
    short, wanted = _without_village(name), _without_village(asked)
    if asked == name:
        return 1.0 + bonus
    if wanted == short:
        return 0.95 + bonus
    if wanted in short:
        return 0.6 + 0.3 * len(wanted) / len(short) + 0.02 * short.startswith(wanted) + bonus
    if short in wanted and len(short) > 3:
        return 0.6 + 0.3 * len(short) / len(wanted) + bonus
    return 0.9 * _likeness(short, wanted) + bonus


def _likeness(name: str, asked: str) -> float:
    """Letter pairs in common, 0 to 1: of both (Dice), or of a longer part of the name."""
    shared = len(_pairs(f"^{name}$") & _pairs(f"^{asked}$"))
    whole = 2 * shared / (len(name) + len(asked) + 2)
    inner = _pairs(asked)
    part = len(inner & _pairs(name)) / len(inner) if len(asked) >= 5 else 0.0
    return max(whole, 0.8 * part if part >= 0.75 else 0.0)


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}


def _named_at(schools: tuple[School, ...], letters: str, start: int) -> tuple[School, ...]:
    """The schools whose whole name stands at `start` (blanks aside), the longest name winning."""
    found: dict[str, list[School]] = {}
    for school in schools:
        for name in _names(school):
            end = _end_of(name, letters, start)
            if end and _GOES_ON.match(letters, end):
                found.setdefault(name, []).append(school)
    if not found:
        return ()
    namesakes = found[max(found, key=len)]
    told = [one for one in namesakes if one.area and fold(one.area) in fold(letters[start:])]
    return tuple(told if len(told) == 1 else namesakes)


def _end_of(name: str, letters: str, start: int) -> int | None:
    """Where a folded name that stands at `start` ends; blanks and dots in it do not count."""
    at = start
    for wanted in name:
        while at < len(letters) and letters[at] in " .\t\n":
            at += 1
        if at >= len(letters) or letters[at] != wanted:
            return None
        at += 1
    return at
