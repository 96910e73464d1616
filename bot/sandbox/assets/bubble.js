// One message in a chat, as the platform of its reader shows it.

import { button, make, safePicture } from "./dom.js";
import { flexMessage, lineTemplate } from "./flex.js";
import { avatar } from "./people.js";
import { person, state } from "./state.js";
import { inlineKeyboard, richText } from "./telegram.js";
import { hour, say } from "./words.js";

export function bubble(message, phone) {
  if (message.kind === "notice") return notice(noticeText(message));
  if (message.state === "unsent") return notice(say("unsent"));
  if (message.state === "deleted") return make("p", { hidden: true });
  const platform = person(phone.who).platform;
  const side = message.by === phone.who ? "mine" : "theirs";
  const body = make("div", { class: "bubble" }, author(message, phone), quote(message, phone), content(message, phone, platform));
  const keyboard = platform === "telegram" ? inlineKeyboard(message, phone) : null;
  return make("article", { class: `message ${side} ${shape(message)}` },
    side === "theirs" ? face(message) : null,
    make("div", { class: "column" }, body, keyboard, foot(message, phone, side)));
}

const BARE = new Set(["flex", "template", "sticker"]);
const shape = (message) => (BARE.has(message.kind) ? "bare" : "");

function notice(text) {
  return make("p", { class: "notice" }, make("span", {}, text));
}

function noticeText(message) {
  const shape = message.body;
  const names = (shape.new_chat_members ?? [shape.left_chat_member]).filter(Boolean).map((each) => each.first_name);
  return [say(`notice-${message.text.replaceAll("_", "-")}`), ...names].join(" ");
}

function face(message) {
  return message.by === "bot" ? avatar({ key: "bot", name: "" }, "bot") : avatar(person(message.by));
}

function author(message, phone) {
  if (message.by === phone.who || phone.chat === phone.who) return null;
  const name = message.by === "bot" ? state.bot[person(phone.who).platform] : person(message.by).name;
  return make("p", { class: "author" }, name);
}

function quote(message, phone) {
  if (!message.quote) return null;
  const old = phone.quoted(message);
  const name = !old ? "" : old.by === "bot" ? state.bot[person(phone.who).platform] : person(old.by).name;
  const words = old ? summary(old) : say("quote-gone");
  return button([make("strong", {}, name), make("span", {}, words)], () => phone.showQuoted(message.quote), { class: "quoted" });
}

export function summary(message) {
  return message.text || say(`kind-${message.kind}`);
}

function content(message, phone, platform) {
  const own = CONTENT[message.kind];
  return own ? own(message, phone, platform) : make("p", { class: "words" }, summary(message));
}

const CONTENT = {
  text: (message, phone, platform) => make("p", { class: "words" },
    platform === "telegram" ? richText(message.body.text ?? message.text, message.body.entities, phone) : richText(message.text, links(message.text), phone)),
  textV2: (message) => make("p", { class: "words" }, message.text),
  flex: flexMessage,
  template: lineTemplate,
  sticker: (message) => make("p", { class: "sticker", role: "img", "aria-label": say("kind-sticker") }, message.body.sticker?.emoji ?? "👍"),
  location: (message) => make("p", { class: "words" }, "📍 ", message.text || place(message.body)),
  image: (message, phone, platform) => withCaption(picture(message), message, platform),
  audio: (message) => make("audio", { controls: true, src: message.file ? `api/files/${message.file}` : safePicture(message.body.originalContentUrl) }),
  video: (message, phone, platform) => withCaption(make("p", { class: "file" }, "🎞 ", say("kind-video")), message, platform),
  file: (message, phone, platform) => {
    const name = message.body.fileName ?? message.body.document?.file_name ?? message.text;
    return withCaption(make("a", { class: "file", href: `api/files/${message.file}`, download: name }, "📄 ", name), message, platform);
  },
};

function place(body) {
  const { latitude, longitude } = body.location ?? body;
  return `${latitude}, ${longitude}`;
}

function picture(message) {
  const src = message.file ? `api/files/${message.file}` : safePicture(message.body.previewImageUrl ?? message.body.originalContentUrl);
  return make("img", { class: "picture", src, alt: message.body.caption ?? say("kind-image"), loading: "lazy" });
}

function withCaption(node, message, platform) {
  const caption = platform === "telegram" ? message.body.caption : null;
  return caption ? make("div", {}, node, make("p", { class: "words" }, richText(caption, message.body.caption_entities))) : node;
}

// The addresses in a text as entities, in the way Telegram marks them.
function links(text) {
  return [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map((found) => ({ type: "url", offset: found.index, length: found[0].length }));
}

function foot(message, phone, side) {
  const edited = message.state === "edited" ? make("span", {}, say("edited")) : null;
  const reply = button("↩", () => phone.quote(message), { class: "act", "aria-label": say("reply"), title: say("reply") });
  return make("footer", { class: "foot" }, edited, make("time", {}, hour(message.at)), reply, side === "mine" ? own(message, phone) : []);
}

function own(message, phone) {
  const line = person(phone.who).platform === "line";
  const change = button("✎", () => phone.edit(message), { class: "act", "aria-label": say("edit"), title: say("edit") });
  const back = button("⌫", () => phone.unsend(message), { class: "act", "aria-label": say("unsend"), title: say("unsend") });
  const editable = message.kind === "text" && (!line || phone.chat !== phone.who);
  return [editable ? change : null, line ? back : null];
}
