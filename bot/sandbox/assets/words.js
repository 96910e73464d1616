// The sentences of the page in the language chosen; every key is in locales/*/sandbox.ftl.

let texts = {};
export let language = "th";

export async function speak(chosen) {
  const answer = await fetch(`texts/${chosen}.json`);
  if (!answer.ok) return;
  texts = await answer.json();
  language = chosen;
  document.documentElement.lang = chosen;
  document.title = say("title");
}

export function say(key) {
  return texts[`sandbox-${key}`] ?? key;
}

const BANGKOK = { timeZone: "Asia/Bangkok" };

export function hour(ms) {
  return new Intl.DateTimeFormat("en-GB", { ...BANGKOK, hour: "2-digit", minute: "2-digit" }).format(ms);
}

export function day(ms) {
  const calendar = language === "th" ? "th-u-ca-buddhist" : "en-GB";
  return new Intl.DateTimeFormat(calendar, { ...BANGKOK, day: "numeric", month: "short", year: "numeric" }).format(ms);
}
