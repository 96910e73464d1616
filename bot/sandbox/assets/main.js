// Starts the page and hands every change to whom it concerns.

import { news } from "./news.js";
import { openPeople, showPeople } from "./people.js";
import { Phone } from "./phone.js";
import { chatsOf, keep, person, preferences, state, takeMessage, takeState, unreadKey } from "./state.js";
import { showHint, showTools, showTop } from "./tools.js";
import { everything, listen } from "./wire.js";
import { say, speak } from "./words.js";

const NARROW = matchMedia("(max-width: 719px)");
const phones = new Map();

function arrange() {
  const row = document.getElementById("phones");
  const open = openPeople();
  const wanted = NARROW.matches ? [preferences.front] : open;
  for (const [key, phone] of phones) {
    if (wanted.includes(key)) continue;
    phone.element.remove();
    phones.delete(key);
  }
  for (const key of wanted.filter(person)) {
    if (!phones.has(key)) phones.set(key, new Phone(key, refreshPeople));
    row.append(phones.get(key).element);
  }
  refreshPeople();
}

function refreshPeople() {
  showPeople((key) => {
    const open = openPeople();
    if (NARROW.matches) keep({ front: key });
    else if (open.includes(key)) keep({ open: open.filter((each) => each !== key) });
    else keep({ open: [...open, key] });
    arrange();
    phones.get(key)?.element.scrollIntoView({ inline: "center", block: "nearest" });
  });
}

function heard(change) {
  if (change.type === "message") {
    if (takeMessage(change.message)) countUnread(change.message);
    for (const phone of phones.values()) phone.hear(change.message);
    refreshPeople();
  } else if (change.type === "state") {
    takeState(change);
    for (const phone of phones.values()) phone.refresh();
    showTop(translate);
    showTools();
  } else if (change.type === "reset") {
    start();
  } else {
    for (const phone of phones.values()) phone.notice(change);
  }
}

function countUnread(message) {
  for (const { key } of state.people) {
    if (message.by === key || !chatsOf(key).includes(message.chat)) continue;
    if (phones.get(key)?.chat === message.chat) continue;
    const slot = unreadKey(key, message.chat);
    state.unread.set(slot, (state.unread.get(slot) ?? 0) + 1);
  }
}

async function translate(language) {
  keep({ language });
  await speak(language);
  redraw();
}

function redraw() {
  for (const phone of phones.values()) phone.element.remove();
  phones.clear();
  showTop(translate);
  showHint();
  showTools();
  arrange();
}

async function start() {
  takeState(await everything());
  state.unread.clear();
  redraw();
}

await speak(preferences.language);
NARROW.addEventListener("change", arrange);
try {
  await start();
} catch {
  news(say("not-reached"));
}
listen(heard, start);
setInterval(() => showTop(translate), 20_000);
