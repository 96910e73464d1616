// The place to write: text, quoting, editing, attachments; or the button that opens a chat.

import { summary } from "./bubble.js";
import { button, fill, make } from "./dom.js";
import { person } from "./state.js";
import { attach, perform } from "./wire.js";
import { say } from "./words.js";

const LOEI = { latitude: 17.486, longitude: 101.722 };

export class Composer {
  constructor(who, chat) {
    this.who = who;
    this.chat = chat;
    this.about = null;
    this.purpose = "";
    this.bar = make("div", { class: "about", hidden: true });
    this.text = make("textarea", { rows: "1", "aria-label": say("write"), placeholder: say("write"), onkeydown: (event) => this.key(event), oninput: () => this.grow() });
    this.form = make("form", { class: "composer", onsubmit: (event) => this.send(event) },
      this.menu(), this.text, make("button", { type: "submit", class: "send", "aria-label": say("send"), title: say("send") }, "➤"));
    this.closed = make("div", { class: "closed" });
    this.element = make("div", {}, this.bar, this.form, this.closed);
  }

  // A chat that is not begun, or is blocked, has one big button instead.
  refresh(chat) {
    const me = person(this.who);
    const open = chat !== this.who || me.tie === "friend";
    this.form.hidden = !open;
    this.closed.hidden = open;
    if (open) return;
    const [key, verb] = me.tie === "blocked" ? ["unblock", "unblock"] : [`meet-${me.platform}`, "meet"];
    fill(this.closed, make("p", {}, say(`${verb}-how`)), button(say(key), () => perform(verb, { who: this.who }), { class: "big" }));
  }

  quote(message) {
    this.regard(message, "quote");
  }

  edit(message) {
    this.regard(message, "edit");
    this.text.value = message.text;
    this.grow();
  }

  regard(message, purpose) {
    this.about = message;
    this.purpose = message ? purpose : "";
    this.bar.hidden = !message;
    if (!message) return;
    const cancel = button("×", () => this.regard(null), { "aria-label": say("close") });
    fill(this.bar, make("span", {}, make("strong", {}, say(purpose === "edit" ? "editing" : "replying")), summary(message)), cancel);
    this.text.focus();
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, 120)}px`;
  }

  send(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    if (!text) return;
    const given = { who: this.who, chat: this.chat(), text };
    if (this.purpose === "edit") perform("edit", { ...given, message: this.about.id });
    else perform("write", { ...given, quote: this.about?.id });
    this.text.value = "";
    this.grow();
    this.regard(null);
  }

  // -- what else can be sent

  menu() {
    const place = () => ({ who: this.who, chat: this.chat() });
    this.photo = this.picker("image", "image/*");
    this.file = this.picker("file", "");
    const items = [
      ["attach-photo", () => this.photo.click()],
      ["attach-file", () => this.file.click()],
      ["attach-voice", () => attach({ ...place(), kind: "audio" }, voice(), "voice.wav")],
      ["attach-location", () => perform("locate", { ...place(), ...LOEI })],
      ["attach-sticker", () => perform("stick", place())],
    ];
    this.attachments = make("details", { class: "menu up" },
      make("summary", { "aria-label": say("attach"), title: say("attach") }, "+"),
      make("div", { class: "menu-items" }, items.map(([key, act]) => button(say(key), () => {
        this.attachments.open = false;
        act();
      }))), this.photo, this.file);
    return this.attachments;
  }

  picker(kind, accept) {
    return make("input", { type: "file", accept, hidden: true, "aria-label": say(kind === "image" ? "attach-photo" : "attach-file"), onchange: (event) => {
      const [file] = event.target.files;
      if (file) attach({ who: this.who, chat: this.chat(), kind }, file, file.name);
      event.target.value = "";
    } });
  }

  suggest(kind) {
    if (kind === "location") perform("locate", { who: this.who, chat: this.chat(), ...LOEI });
    else this.photo.click();
  }
}

// One second of a soft tone as a WAV file: something that can be heard.
function voice() {
  const rate = 8000, count = rate;
  const view = new DataView(new ArrayBuffer(44 + count));
  const word = (at, letters) => [...letters].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  word(0, "RIFF"); view.setUint32(4, 36 + count, true); word(8, "WAVEfmt ");
  view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
  view.setUint32(24, rate, true); view.setUint32(28, rate, true); view.setUint16(32, 1, true); view.setUint16(34, 8, true);
  word(36, "data"); view.setUint32(40, count, true);
  for (let at = 0; at < count; at += 1) view.setUint8(44 + at, 128 + 40 * Math.sin((2 * Math.PI * 330 * at) / rate));
  return new Blob([view], { type: "audio/wav" });
}
