// Speaks with the sandbox: verbs go out as JSON, changes come in through one event stream.

import { news } from "./news.js";
import { say } from "./words.js";

export async function perform(verb, given = {}) {
  await posted("api/do", {
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ verb, ...given }),
  });
}

export async function attach(given, file, name) {
  const form = new FormData();
  for (const [key, value] of Object.entries(given)) form.append(key, value);
  form.append("file", file, name);
  await posted("api/attach", { body: form });
}

async function posted(path, options) {
  try {
    const answer = await fetch(path, { method: "POST", ...options });
    if (!answer.ok) news(say("not-done"));
  } catch {
    news(say("not-reached"));
  }
}

export async function everything() {
  return (await fetch("api/state")).json();
}

// `heard` gets every change; `again` is called when the stream is back after a break.
export function listen(heard, again) {
  const stream = new EventSource("api/stream");
  let broken = false;
  stream.onmessage = (event) => heard(JSON.parse(event.data));
  stream.onerror = () => {
    if (!broken) news(say("not-reached"));
    broken = true;
  };
  stream.onopen = () => {
    if (broken) again();
    broken = false;
  };
}
