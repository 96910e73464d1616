// The row of people: on a desktop it opens and closes phones, on a phone it is the tabs.

import { button, fill, make } from "./dom.js";
import { keep, person, preferences, state, unreadOf } from "./state.js";
import { say } from "./words.js";

export function openPeople() {
  if (!preferences.open) keep({ open: beginners() });
  if (!person(preferences.front)) keep({ front: preferences.open[0] ?? state.people[0]?.key });
  return preferences.open;
}

// A citizen, and of each platform somebody who sits in a group: enough to see the whole ring.
function beginners() {
  const citizen = state.people.find((each) => each.post === "citizen");
  const staff = ["line", "telegram"].map((platform) =>
    state.people.find((each) => each.platform === platform && each.post === "staff"));
  return [citizen, ...staff].filter(Boolean).map((each) => each.key);
}

export function showPeople(choose) {
  const open = openPeople();
  const place = document.getElementById("people");
  place.setAttribute("aria-label", say("people"));
  fill(place, state.people.map((each) => chip(each, open, choose)));
}

function chip(each, open, choose) {
  const unread = unreadOf(each.key);
  const badge = unread ? make("span", { class: "badge", "aria-label": `${unread} ${say("unread")}` }, String(unread)) : null;
  return button(
    [avatar(each), make("span", { class: "chip-name" }, each.name, make("small", {}, `${say(`platform-${each.platform}`)} · ${say(`post-${each.post}`)}`)), badge],
    () => choose(each.key),
    {
      class: `chip ${each.platform} ${preferences.front === each.key ? "front" : ""}`,
      "aria-pressed": open.includes(each.key),
      title: `${each.name} · ${say(`platform-${each.platform}`)}`,
    },
  );
}

export function avatar(who, kind = "") {
  const letter = [...who.name.replace(/\s/g, "")].at(-1) ?? "?";
  const hue = [...who.key].reduce((sum, each) => sum + each.charCodeAt(0) * 7, 0) % 360;
  const face = make("span", { class: `avatar ${kind}`, "aria-hidden": true }, kind === "bot" ? "" : letter);
  if (kind !== "bot") face.style.backgroundColor = `hsl(${hue} 42% 40%)`;
  return face;
}
