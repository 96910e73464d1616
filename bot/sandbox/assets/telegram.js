// Telegram's rich text (entities) and its two keyboards.

import { button, make, safeLink } from "./dom.js";
import { state } from "./state.js";
import { perform } from "./wire.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "code", blockquote: "q", spoiler: "mark" };

// Offsets are UTF-16 units, as in JavaScript's own strings. Entities may lie in each other.
export function richText(text, entities = [], phone = null) {
  const edges = new Set([0, text.length]);
  for (const each of entities ?? []) edges.add(each.offset).add(each.offset + each.length);
  const cuts = [...edges].filter((edge) => edge >= 0 && edge <= text.length).sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index];
    const over = (entities ?? []).filter((each) => each.offset <= start && each.offset + each.length >= end);
    return over.reduce((node, entity) => wrapped(node, entity, text, phone), document.createTextNode(text.slice(start, end)));
  });
}

function wrapped(node, entity, text, phone) {
  if (entity.type === "url") return link(node, text.slice(entity.offset, entity.offset + entity.length), phone);
  if (entity.type === "text_link") return link(node, entity.url, phone);
  return TAGS[entity.type] ? make(TAGS[entity.type], {}, node) : node;
}

function link(node, address, phone) {
  const href = safeLink(address);
  if (!href) return node;
  const payload = startPayload(href);
  const onclick = (event) => {
    if (payload === null || !phone) return;
    event.preventDefault();
    perform("meet", { who: phone.who, payload });
  };
  return make("a", { href, target: "_blank", rel: "noopener noreferrer", onclick }, node);
}

// A deep link to this very bot is followed inside the sandbox.
function startPayload(href) {
  const url = new URL(href);
  const ours = url.hostname === "t.me" && url.pathname === `/${state.username}`;
  return ours ? url.searchParams.get("start") ?? "" : null;
}

export function inlineKeyboard(message, phone) {
  const rows = message.body.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return make("div", { class: "inline" }, rows.map((row) => make("div", { class: "keys" }, row.map((key) =>
    key.url ? link(make("span", { class: "key" }, `${key.text} ↗`), key.url, phone) : button(key.text, () => phone.press(key.text, message), { class: "key" })))));
}

// The newest keyboard in place of the letters; a later message may take it away.
export function telegramKeyboard(said, phone) {
  const last = said.findLast((each) => each.keyboard);
  const rows = last?.keyboard ?? [];
  return rows.map((row) => make("div", { class: "keys" }, row.map((key) => {
    const label = key.text ?? key;
    return button(label, () => phone.press(label, last), { class: "key" });
  })));
}
