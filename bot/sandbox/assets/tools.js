// The top line with the clock, the first-time hint, and the drawer of test tools.

import { button, differs, fill, make } from "./dom.js";
import { keep, now, preferences, state } from "./state.js";
import { perform } from "./wire.js";
import { day, hour, language, say } from "./words.js";

const MINUTE = 60, HOUR = 3600, DAY = 86_400;

export function showTop(translate) {
  const top = document.getElementById("top");
  const moment = `${day(now())} ${hour(now())}`;
  if (!differs(top, moment, language, Math.round(state.offset), state.languages)) return;
  const others = state.languages.filter((each) => each !== language);
  const moved = Math.round(state.offset) ? make("span", { class: "moved" }, say("clock-moved")) : null;
  fill(
    top,
    make("h1", {}, say("title")),
    make("p", { class: "clock" }, make("span", { class: "clock-label" }, say("clock")), ` ${moment} `, moved),
    make("div", { class: "top-buttons" },
      others.map((each) => button(say(`language-${each}`), () => translate(each), { lang: each })),
      button("?", () => { keep({ hint: "shown" }); showHint(); }, { "aria-label": say("hint-open"), title: say("hint-open") }),
      button(say("tools"), toggleTools, { class: "strong", "aria-expanded": !document.getElementById("tools").hidden, "aria-controls": "tools" })),
  );
}

function toggleTools() {
  const drawer = document.getElementById("tools");
  drawer.hidden = !drawer.hidden;
  document.body.classList.toggle("with-tools", !drawer.hidden);
  document.querySelector("[aria-controls=tools]")?.setAttribute("aria-expanded", String(!drawer.hidden));
  if (!drawer.hidden) drawer.querySelector("button")?.focus();
}

export function showHint() {
  const place = document.getElementById("hint");
  place.hidden = preferences.hint !== "shown";
  place.setAttribute("aria-label", say("hint-title"));
  const steps = [1, 2, 3, 4].map((step) => make("li", {}, make("strong", {}, say(`hint-${step}`)), make("span", {}, say(`hint-${step}-how`))));
  fill(
    place,
    make("h2", {}, say("hint-title")),
    make("ol", {}, steps),
    button(say("hint-close"), () => { keep({ hint: "hidden" }); showHint(); }, { class: "strong" }),
  );
}

export function showTools() {
  const drawer = document.getElementById("tools");
  if (!differs(drawer, language, state.faults, state.switches, state.kinds)) return;
  const chosen = Object.fromEntries([...drawer.querySelectorAll("select, input")].map((each) => [each.name, each.value]));
  drawer.setAttribute("aria-label", say("tools"));
  fill(
    drawer,
    button("×", toggleTools, { class: "close", "aria-label": say("close") }),
    clock(),
    faults(),
    switches(),
    part("again", ["line", "telegram"].map((platform) =>
      button(say(`platform-${platform}`), () => perform("repeat", { platform })))),
    part("start-over", [button(say("reset"), () => confirm(say("reset-sure")) && perform("reset"), { class: "danger" })]),
  );
  for (const [name, value] of Object.entries(chosen)) drawer.querySelector(`[name="${name}"]`).value = value;
}

function part(key, controls) {
  return make("section", {}, make("h2", {}, say(key)), make("p", {}, say(`${key}-how`)), make("div", { class: "row" }, controls));
}

function clock() {
  const steps = [["clock-minute", MINUTE], ["clock-hour", HOUR], ["clock-day", DAY], ["clock-week", 7 * DAY]];
  const hours = make("input", { type: "number", name: "hours", value: "48", min: "-9999", max: "9999", "aria-label": say("clock-hours") });
  return part("clock", [
    ...steps.map(([key, seconds]) => button(say(key), () => perform("clock", { seconds }))),
    make("span", { class: "row" }, hours, button(say("clock-hours"), () => perform("clock", { seconds: Number(hours.value) * HOUR }))),
    button(say("clock-real"), () => perform("clock", { seconds: -state.offset })),
  ]);
}

function faults() {
  const platform = choice("platform", ["line", "telegram"].map((each) => [each, say(`platform-${each}`)]));
  const kind = choice("kind", state.kinds.map((each) => [each, say(`fault-${each}`)]));
  const moment = choice("moment", ["before", "after"].map((each) => [each, say(`fault-${each}`)]));
  const times = choice("times", [1, 3, 10].map((each) => [each, `× ${each}`]));
  const arm = () => perform("fault", { platform: platform.value, kind: kind.value, moment: moment.value, times: Number(times.value) });
  return make("div", {}, part("faults", [platform, kind, moment, times, button(say("fault-arm"), arm)]), make("ul", { class: "armed" }, armed()));
}

function armed() {
  return Object.entries(state.faults).flatMap(([platform, faults]) => faults.map((fault) =>
    make("li", {}, `${say(`platform-${platform}`)}: ${say(`fault-${fault.kind}`)}, ${say(`fault-${fault.moment}`)} × ${fault.times} `,
      button(say("fault-calm"), () => perform("calm", { platform })))));
}

function choice(name, options) {
  return make("select", { name, "aria-label": say(`choose-${name}`) }, options.map(([value, label]) => make("option", { value }, label)));
}

function switches() {
  return part("switches", Object.entries(state.switches).map(([name, to]) => {
    const flip = () => perform("switch", { name, to: to === "on" ? "off" : "on" });
    return make("label", { class: "switch" }, make("input", { type: "checkbox", name, checked: to === "on", onchange: flip }), say(`switch-${name}`));
  }));
}
