"""What LINE accepts as message objects; every breach becomes one detail of the 400.

Rules: lengths are UTF-16 code units, except labels and what a press says or shows
(`label`, `displayText`, `fillInText`, a message action's `text`), which count grapheme
clusters. Quick replies may stand on any message, but only those of the last one are shown.
"""

import json
from collections.abc import Iterator
from typing import Any, Literal

import regex

Detail = dict[str, str]
Need = Literal["needed", "optional"]
Rule = tuple[str, int, Need]

MESSAGES_MAX = 5
QUICK_REPLIES_MAX = 13
TARGETS_MAX = 500
BUBBLE_BYTES = 30_000
CAROUSEL_BYTES = 50_000
BUBBLES_MAX = 12
LABEL_IN_FLEX = 40
LABEL = 20

# type -> (property, longest text, need)
MESSAGE_TEXTS: dict[str, tuple[Rule, ...]] = {
    "text": (("text", 5000, "needed"),),
    "textV2": (("text", 5000, "needed"),),
    "sticker": (("packageId", 20, "needed"), ("stickerId", 20, "needed")),
    "image": (("originalContentUrl", 2000, "needed"), ("previewImageUrl", 2000, "needed")),
    "video": (("originalContentUrl", 2000, "needed"), ("previewImageUrl", 2000, "needed")),
    "audio": (("originalContentUrl", 2000, "needed"),),
    "location": (("title", 100, "needed"), ("address", 100, "needed")),
    "flex": (("altText", 1500, "needed"),),
    "template": (("altText", 1500, "needed"),),
    "imagemap": (("baseUrl", 2000, "needed"), ("altText", 1500, "needed")),
}
ACTION_TEXTS: dict[str, tuple[Rule, ...]] = {
    "postback": (
        ("data", 300, "needed"),
        ("displayText", 300, "optional"),
        ("fillInText", 300, "optional"),
    ),
    "message": (("text", 300, "needed"),),
    "uri": (("uri", 1000, "needed"),),
    "datetimepicker": (("data", 300, "needed"),),
    "clipboard": (("clipboardText", 1000, "needed"),),
    "camera": (),
    "cameraRoll": (),
    "location": (),
    "richmenuswitch": (("richMenuAliasId", 32, "needed"), ("data", 300, "needed")),
}
SCHEMES = ("http:", "https:", "line:", "tel:")
PLACEHOLDER = regex.compile(r"\{([a-zA-Z0-9_]{1,20})\}")
IN_CLUSTERS = {"label", "displayText", "fillInText"}


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clusters(text: str) -> int:
    return len(regex.findall(r"\X", text))


def breaches(messages: Any) -> list[Detail]:
    if not isinstance(messages, list) or not messages:
        return [_detail("May not be empty", "messages")]
    if len(messages) > MESSAGES_MAX:
        return [_detail(f"Size must be between 1 and {MESSAGES_MAX}", "messages")]
    return [
        detail
        for index, message in enumerate(messages)
        for detail in _message(message, f"messages[{index}]")
    ]


def _message(message: Any, at: str) -> Iterator[Detail]:
    if not isinstance(message, dict) or message.get("type") not in MESSAGE_TEXTS:
        yield _detail("Must be one of the following values: " + str([*MESSAGE_TEXTS]), f"{at}.type")
        return
    for name, longest, need in MESSAGE_TEXTS[message["type"]]:
        yield from _text(message, name, longest, need, at)
    if message["type"] == "textV2":
        yield from _placeholders(message, at)
    if message["type"] == "flex":
        yield from _flex(message.get("contents"), f"{at}.contents")
    if message["type"] == "template":
        yield from _template(message.get("template"), f"{at}.template")
    if "quickReply" in message:
        yield from _quick_reply(message["quickReply"], f"{at}.quickReply")


def _placeholders(message: dict[str, Any], at: str) -> Iterator[Detail]:
    """Braces of textV2 are doubled or name a substitution; never anything else."""
    bare = str(message.get("text")).replace("{{", "").replace("}}", "")
    known = message.get("substitution", {})
    for name in PLACEHOLDER.findall(bare):
        if name not in known:
            yield _detail("must be specified", f"{at}.substitution.{name}")
    if set("{}") & set(PLACEHOLDER.sub("", bare)):
        yield _detail("invalid placeholder", f"{at}.text")


def _quick_reply(quick_reply: Any, at: str) -> Iterator[Detail]:
    items = quick_reply.get("items") if isinstance(quick_reply, dict) else None
    if not isinstance(items, list) or not 1 <= len(items) <= QUICK_REPLIES_MAX:
        yield _detail(f"Size must be between 1 and {QUICK_REPLIES_MAX}", f"{at}.items")
        return
    for index, item in enumerate(items):
        place = f"{at}.items[{index}].action"
        yield from _action(item.get("action"), place, LABEL, "needed")


def _flex(contents: Any, at: str) -> Iterator[Detail]:
    kind = contents.get("type") if isinstance(contents, dict) else None
    if kind not in ("bubble", "carousel"):
        yield _detail("At least one block must be specified", at)
        return
    bubbles = contents.get("contents", []) if kind == "carousel" else [contents]
    if not 1 <= len(bubbles) <= BUBBLES_MAX:
        yield _detail(f"Size must be between 1 and {BUBBLES_MAX}", f"{at}.contents")
    if len(json.dumps(contents, ensure_ascii=False).encode()) > CAROUSEL_BYTES:
        yield _detail("The flex message is too large", at)
    for index, bubble in enumerate(bubbles):
        place = f"{at}.contents[{index}]" if kind == "carousel" else at
        if len(json.dumps(bubble, ensure_ascii=False).encode()) > BUBBLE_BYTES:
            yield _detail("The bubble is too large", place)
        if not any(block in bubble for block in ("header", "hero", "body", "footer")):
            yield _detail("At least one block must be specified", place)
        for block in ("header", "hero", "body", "footer"):
            if block in bubble:
                yield from _component(bubble[block], f"{place}/{block}")


def _component(component: Any, at: str) -> Iterator[Detail]:
    if not isinstance(component, dict) or "type" not in component:
        yield _detail("unknown component", at)
        return
    kind = component["type"]
    if kind == "box":
        if component.get("layout") not in ("horizontal", "vertical", "baseline"):
            yield _detail("invalid property", f"{at}/layout")
        if not isinstance(component.get("contents"), list):
            yield _detail("must be specified", f"{at}/contents")
        for index, child in enumerate(component.get("contents") or []):
            yield from _component(child, f"{at}/contents[{index}]")
    elif kind == "text" and not (component.get("text") or component.get("contents")):
        yield _detail("must be non-empty text", f"{at}/text")
    elif kind == "button":
        yield from _action(component.get("action"), f"{at}/action", LABEL_IN_FLEX, "needed")
    if kind != "button" and "action" in component:
        yield from _action(component["action"], f"{at}/action", LABEL_IN_FLEX, "optional")


TEMPLATES: dict[str, tuple[int, int]] = {"buttons": (160, 4), "confirm": (240, 2)}


def _template(template: Any, at: str) -> Iterator[Detail]:
    kind = template.get("type") if isinstance(template, dict) else None
    if kind in TEMPLATES:
        longest, most = TEMPLATES[kind]
        if not 1 <= clusters(template.get("text") or "") <= longest:
            yield _detail(f"Length must be between 1 and {longest}", f"{at}.text")
        yield from _actions(template.get("actions"), at, most)
    elif kind in ("carousel", "image_carousel"):
        columns = template.get("columns")
        if not isinstance(columns, list) or not 1 <= len(columns) <= 10:
            yield _detail("Size must be between 1 and 10", f"{at}.columns")
            return
        for index, column in enumerate(columns):
            actions = column.get("actions", [column.get("action")])
            yield from _actions(actions, f"{at}.columns[{index}]", 3)
    else:
        yield _detail("invalid property", f"{at}.type")


def _actions(actions: Any, at: str, most: int) -> Iterator[Detail]:
    if not isinstance(actions, list) or not 1 <= len(actions) <= most:
        yield _detail(f"Size must be between 1 and {most}", f"{at}.actions")
        return
    for index, action in enumerate(actions):
        yield from _action(action, f"{at}.actions[{index}]", LABEL, "needed")


def _action(action: Any, at: str, label: int, need: Need) -> Iterator[Detail]:
    kind = action.get("type") if isinstance(action, dict) else None
    if kind not in ACTION_TEXTS:
        yield _detail("invalid action", at)
        return
    yield from _text(action, "label", label, need, at)
    if kind == "uri" and not str(action.get("uri")).startswith(SCHEMES):
        yield _detail("invalid uri scheme", f"{at}.uri")
    for name, longest, needed in ACTION_TEXTS[kind]:
        said = kind == "message" and name == "text"
        yield from _text(action, name, longest, needed, at, clusters if said else None)


def _text(
    of: dict[str, Any], name: str, longest: int, need: Need, at: str, count: Any = None
) -> Iterator[Detail]:
    value = of.get(name)
    if value is None or value == "":
        if need == "needed" or value == "":
            yield _detail("May not be empty", f"{at}.{name}")
        return
    measure = count or (clusters if name in IN_CLUSTERS else units)
    if not isinstance(value, str) or measure(value) > longest:
        yield _detail(f"Length must be between 0 and {longest}", f"{at}.{name}")


def _detail(message: str, where: str) -> Detail:
    return {"message": message, "property": where}
