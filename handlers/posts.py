"""What roles are called: held for oneself or in somebody's stead, and below a letter.

Who signs in somebody's stead is named with the own post, the capacity (รักษาราชการแทน,
ปฏิบัติราชการแทน) and the post that is held for another, in this order, a line each.
"""

from __future__ import annotations

from handlers.content import Day, GroupName, Text, Value
from handlers.domain.office import Office
from handlers.domain.people import Capacity, Grant, Person, Role

SENIORITY: tuple[Role, ...] = (
    "office_director",
    "group_director",
    "officer",
    "ict",
    "pr",
    "administrator",
    "duty",
)


def called(role: Role) -> Text:
    return Text(f"role-{role.replace('_', '-')}")


def worded(grant: Grant) -> Text:
    """A role as it stands in a list: in whose stead, from when and until when."""
    said = called(grant.role)
    if grant.capacity:
        said = Text("role-instead", {"role": said, "capacity": _capacity(grant.capacity)})
    if grant.since:
        said = Text("role-since", {"role": said, "day": Day(grant.since)})
    if grant.until:
        said = Text("role-until", {"role": said, "day": Day(grant.until)})
    return said


def signature(signer: Person, grant: Grant, office: Office, locale: str = "th") -> Text:
    """The block below a letter that somebody signs by a grant, in a locale's words."""
    post = _post(grant, office, locale)
    if grant.capacity is None:
        return Text("signature", {"name": signer.name, "post": post})
    held: Text = _capacity(grant.capacity)
    if own := _own(signer):
        held = Text("signature-held", {"own": _post(own, office, locale), "capacity": held})
    return Text("signature-instead", {"name": signer.name, "held": held, "post": post})


def _capacity(capacity: Capacity) -> Text:
    return Text(f"capacity-{capacity.replace('_', '-')}")


def _own(signer: Person) -> Grant | None:
    """The highest post that is the signer's own."""
    own = [grant for grant in signer.grants if grant.capacity is None]
    return min(own, key=lambda grant: SENIORITY.index(grant.role), default=None)


def _post(grant: Grant, office: Office, locale: str) -> Text:
    unit: Value = GroupName(grant.group)
    if grant.role == "office_director":
        unit = office.name.get(locale) or office.name["th"]
    if grant.role in ("office_director", "group_director"):
        return Text("post-director", {"unit": unit})
    return Text("post-other", {"role": called(grant.role), "unit": unit})
