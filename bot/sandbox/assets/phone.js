// One person's phone: the chats, what was said, quick replies, and the place to write.

import { bubble } from "./bubble.js";
import { Composer } from "./composer.js";
import { button, differs, fill, make } from "./dom.js";
import { lineQuickReplies } from "./flex.js";
import { avatar } from "./people.js";
import { chatsOf, group, keep, message, person, preferences, said, state, unreadKey } from "./state.js";
import { telegramKeyboard } from "./telegram.js";
import { perform } from "./wire.js";
import { day, say } from "./words.js";

const TYPING_FOR = 5000, TOAST_FOR = 3500;

export class Phone {
  constructor(who, looked) {
    this.who = who;
    this.looked = looked;
    this.nodes = new Map();
    this.head = make("header", { class: "phone-head" });
    this.tabs = make("nav", { class: "chats", "aria-label": say("chats") });
    this.talk = make("div", { class: "talk", role: "log", "aria-live": "polite", tabindex: "0", "aria-label": say("talk") });
    this.offers = make("div", { class: "offers" });
    this.over = make("div", { class: "over", role: "status" });
    this.composer = new Composer(who, () => this.chat);
    this.element = make("section", { class: `phone ${person(who).platform}`, "aria-label": person(who).name },
      this.head, this.tabs, this.talk, this.over, this.offers, this.composer.element);
    this.atEnd = true;
    this.top = 0;
    this.talk.addEventListener("scroll", () => this.scrolled());
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.talk);
    this.open(preferences.chats[who] ?? this.usual());
  }

  // Staff look at their group first, citizens at their chat with the office.
  usual() {
    const chats = chatsOf(this.who);
    return person(this.who).post === "staff" ? chats[1] ?? chats[0] : chats[0];
  }

  open(chat) {
    this.chat = chatsOf(this.who).includes(chat) ? chat : this.who;
    keep({ chats: { ...preferences.chats, [this.who]: this.chat } });
    this.redraw();
  }

  redraw() {
    this.nodes.clear();
    this.lastDay = "";
    fill(this.talk);
    this.composer.quote(null);
    for (const each of said(this.chat)) this.place(each);
    this.read();
    this.refresh();
    this.toEnd();
  }

  read() {
    state.unread.delete(unreadKey(this.who, this.chat));
    this.looked();
  }

  refresh() {
    this.showHead();
    this.showTabs();
    this.showOffers();
    this.composer.refresh(this.chat);
  }

  hear(heard) {
    if (heard.chat !== this.chat) return this.showTabs();
    const end = this.atEnd;
    if (heard.by === "bot") this.over.querySelector(".typing")?.remove();
    this.place(heard);
    this.showOffers();
    if (end || heard.by === this.who) this.toEnd();
  }

  place(each) {
    const known = this.nodes.get(each.id);
    const node = bubble(each, this);
    if (known) known.replaceWith(node);
    else this.talk.append(...this.dayLine(each), node);
    this.nodes.set(each.id, node);
  }

  dayLine(each) {
    const on = day(each.at);
    if (on === this.lastDay) return [];
    this.lastDay = on;
    return [make("p", { class: "day" }, make("span", {}, on))];
  }

  // Only a reader who scrolls up leaves the end; what arrives meanwhile does not.
  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.talk;
    if (scrollHeight - scrollTop - clientHeight < 80) this.atEnd = true;
    else if (scrollTop < this.top - 4) this.atEnd = false;
    this.top = scrollTop;
  }

  toEnd() {
    requestAnimationFrame(() => { this.talk.scrollTop = this.talk.scrollHeight; });
  }

  // -- what a bubble may ask for

  press(label, from, picked) {
    perform("press", { who: this.who, chat: this.chat, label, message: from.id, picked });
  }

  quote(each) {
    this.composer.quote(each);
  }

  edit(each) {
    this.composer.edit(each);
  }

  unsend(each) {
    perform("unsend", { who: this.who, chat: this.chat, message: each.id });
  }

  quoted(each) {
    return each.quote ? message(this.chat, each.quote) : null;
  }

  showQuoted(id) {
    const node = this.nodes.get(id);
    node?.scrollIntoView({ block: "center", behavior: "smooth" });
    node?.classList.add("found");
    setTimeout(() => node?.classList.remove("found"), 1500);
  }

  // -- parts

  showHead() {
    const me = person(this.who);
    if (!differs(this.head, me)) return;
    const open = this.head.querySelector("details")?.open;
    const post = `${say(`platform-${me.platform}`)} · ${say(`post-${me.post}`)}`;
    fill(this.head, avatar(me), make("div", { class: "who" }, make("strong", {}, me.name), make("small", {}, post)), this.menu(me, open));
  }

  menu(me, open) {
    const item = (key, verb, given = {}) => button(say(key), (event) => {
      event.target.closest("details").open = false;
      perform(verb, { who: this.who, ...given });
    });
    const items = [me.tie === "blocked" ? item("unblock", "unblock") : item("block", "block")];
    if (me.tie !== "friend") items.unshift(item(`meet-${me.platform}`, "meet"));
    if (me.platform === "line") {
      items.push(item(`device-${me.device}`, "device", { to: me.device === "pc" ? "phone" : "pc" }));
      items.push(item(`identity-${me.identity}`, "identity", { to: me.identity === "hidden" ? "shown" : "hidden" }));
    } else {
      items.push(item("start-again", "meet"));
    }
    return make("details", { class: "menu", open }, make("summary", { "aria-label": say("person-menu"), title: say("person-menu") }, "⋮"), make("div", { class: "menu-items" }, items));
  }

  showTabs() {
    const chats = chatsOf(this.who);
    this.tabs.hidden = chats.length < 2;
    fill(this.tabs, chats.map((chat) => {
      const unread = state.unread.get(unreadKey(this.who, chat));
      const name = group(chat)?.name ?? say("chat-office");
      return button([name, unread ? make("span", { class: "badge" }, String(unread)) : null], () => this.open(chat), { "aria-pressed": chat === this.chat });
    }));
  }

  showOffers() {
    const last = said(this.chat).at(-1);
    const me = person(this.who);
    const offers = me.platform === "line" ? lineQuickReplies(last, me, this) : telegramKeyboard(said(this.chat), this);
    fill(this.offers, offers);
    this.offers.hidden = !offers.length;
  }

  notice(change) {
    if (change.type === "typing" && change.chat === this.chat) {
      this.show(make("span", { class: "typing", "aria-label": say("typing") }, "• • •"), TYPING_FOR);
    } else if (change.person === this.who && change.text) {
      const close = button(say("close"), () => this.over.replaceChildren());
      this.show(make("div", { class: "toast" }, make("span", {}, change.text), change.type === "alert" ? close : null), change.type === "alert" ? 0 : TOAST_FOR);
    }
  }

  show(node, duration) {
    fill(this.over, node);
    if (duration) setTimeout(() => node.remove(), duration);
  }
}
