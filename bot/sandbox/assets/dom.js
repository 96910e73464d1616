// Makes elements. Words always become text nodes, never markup.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("aria-")) element.setAttribute(name, String(value));
    else if (value === false) continue;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// Replaces what is in an element; who was there by keyboard stays there.
export function fill(element, ...children) {
  const before = reachable(element).indexOf(document.activeElement);
  element.replaceChildren(...children.flat().filter(Boolean));
  if (before >= 0) reachable(element)[before]?.focus();
}

const reachable = (element) => [...element.querySelectorAll("button, input, select, summary, textarea")];

// True when this place must be drawn again: what it shows is not what it showed last.
export function differs(element, ...shows) {
  const now = JSON.stringify(shows);
  const before = drawn.get(element);
  drawn.set(element, now);
  return before !== now;
}

const drawn = new WeakMap();

export function button(label, onclick, attributes = {}) {
  return make("button", { type: "button", onclick, ...attributes }, label);
}

// Only addresses that cannot run anything in this page.
export function safeLink(address) {
  try {
    const url = new URL(address);
    return ["http:", "https:", "tel:", "mailto:", "tg:", "line:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export function safePicture(address) {
  const link = safeLink(address);
  return link && link.startsWith("http") ? link : null;
}
