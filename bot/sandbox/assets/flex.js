// LINE's Flex and template messages, and its quick replies, for the usual subset.

import { button, make, safeLink, safePicture } from "./dom.js";
import { richText } from "./telegram.js";
import { say } from "./words.js";

const GAPS = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const SIZES = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const WIDTHS = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 386 };
const PLACES = { "flex-start": "flex-start", center: "center", "flex-end": "flex-end", "space-between": "space-between", "space-around": "space-around", "space-evenly": "space-evenly" };
const ALIGNS = { start: "start", center: "center", end: "end" };
const COLOUR = /^#[0-9a-f]{3,8}$/i;

export function flexMessage(message, phone) {
  const contents = message.body.contents;
  const act = (action) => press(action, message, phone);
  if (contents.type !== "carousel") return bubble(contents, act);
  return make("div", { class: "carousel", tabindex: "0" }, contents.contents.map((each) => bubble(each, act)));
}

function bubble(contents, act) {
  const card = make("div", { class: "flex", role: "group" });
  card.style.maxWidth = `${WIDTHS[contents.size] ?? WIDTHS.mega}px`;
  for (const name of ["header", "hero", "body", "footer"]) {
    if (!contents[name]) continue;
    const block = make("div", { class: `flex-${name}` }, component(contents[name], act, "vertical"));
    const style = contents.styles?.[name] ?? {};
    colour(block, "backgroundColor", style.backgroundColor);
    if (style.separator) block.classList.add("ruled");
    card.append(block);
  }
  return card;
}

function component(part, act, layout) {
  const node = (PARTS[part.type] ?? (() => make("span")))(part, act);
  spaced(node, part, layout);
  if (part.action && part.type !== "button") tappable(node, () => act(part.action));
  return node;
}

const PARTS = { box, text, button: flexButton, separator: () => make("hr"), image, icon: image, filler: () => make("span", { class: "filler" }), spacer: () => make("span"), span: text };

function box(part, act) {
  const node = make("div", { class: `flex-box ${part.layout}` }, (part.contents ?? []).map((each) => component(each, act, part.layout)));
  node.style.gap = size(part.spacing ?? "none");
  if (part.paddingAll) node.style.padding = size(part.paddingAll);
  for (const side of ["Top", "Bottom", "Start", "End"]) {
    const css = { Top: "paddingTop", Bottom: "paddingBottom", Start: "paddingLeft", End: "paddingRight" }[side];
    if (part[`padding${side}`]) node.style[css] = size(part[`padding${side}`]);
  }
  if (part.cornerRadius) node.style.borderRadius = size(part.cornerRadius);
  if (part.borderWidth) node.style.border = `${size(part.borderWidth)} solid`;
  if (PLACES[part.justifyContent]) node.style.justifyContent = PLACES[part.justifyContent];
  if (PLACES[part.alignItems]) node.style.alignItems = PLACES[part.alignItems];
  colour(node, "backgroundColor", part.backgroundColor);
  colour(node, "borderColor", part.borderColor);
  return node;
}

function text(part) {
  const node = make(part.type === "span" ? "span" : "p", { class: `flex-text ${part.wrap ? "wrap" : ""}` },
    part.contents?.length ? part.contents.map((each) => text(each)) : part.text);
  if (part.size) node.style.fontSize = SIZES[part.size] ? `${SIZES[part.size]}px` : size(part.size);
  if (part.weight === "bold") node.style.fontWeight = "700";
  if (part.style === "italic") node.style.fontStyle = "italic";
  if (ALIGNS[part.align]) node.style.textAlign = ALIGNS[part.align];
  if (["underline", "line-through"].includes(part.decoration)) node.style.textDecoration = part.decoration;
  colour(node, "color", part.color);
  return node;
}

function flexButton(part, act) {
  const node = button(part.action.label, () => act(part.action), { class: `flex-button ${part.style ?? "link"} ${part.height ?? "md"}` });
  colour(node, part.style === "primary" || part.style === "secondary" ? "backgroundColor" : "color", part.color);
  return node;
}

function image(part) {
  return make("img", { class: `flex-${part.type}`, src: safePicture(part.url), alt: "", loading: "lazy" });
}

function spaced(node, part, layout) {
  if (part.margin) node.style[layout === "vertical" ? "marginTop" : "marginLeft"] = size(part.margin);
  if (part.flex !== undefined) node.style.flex = part.flex === 0 ? "0 0 auto" : `${Number(part.flex)} 1 0`;
}

const size = (value) => (value in GAPS ? `${GAPS[value]}px` : /^\d+(\.\d+)?(px|%)$/.test(value) ? value : "0");

function colour(node, property, value) {
  if (COLOUR.test(value ?? "")) node.style[property] = value;
}

function tappable(node, act) {
  node.classList.add("tappable");
  node.setAttribute("role", "button");
  node.tabIndex = 0;
  node.addEventListener("click", act);
  node.addEventListener("keydown", (event) => event.key === "Enter" && act());
}

// -- templates and quick replies

export function lineTemplate(message, phone) {
  const template = message.body.template;
  const columns = template.columns ?? [template];
  const act = (action) => press(action, message, phone);
  return make("div", { class: "carousel" }, columns.map((column) => make("div", { class: "flex template" },
    column.title ? make("p", { class: "template-title" }, column.title) : null,
    make("p", { class: "template-text" }, richText(column.text ?? "")),
    (column.actions ?? [column.action]).filter(Boolean).map((action) => button(action.label, () => act(action), { class: "flex-button link sm" })))));
}

export function lineQuickReplies(last, me, phone) {
  if (last?.by !== "bot" || me.device === "pc") return [];
  return (last.body.quickReply?.items ?? []).map(({ action }) => button(action.label, () => press(action, last, phone), { class: "quick" }));
}

function press(action, message, phone) {
  if (action.type === "uri") {
    const href = safeLink(action.uri);
    if (href) window.open(href, "_blank", "noopener");
  } else if (action.type === "datetimepicker") {
    const picked = prompt(say("pick-date"), action.initial ?? "");
    if (picked) phone.press(action.label, message, picked);
  } else if (["camera", "cameraRoll", "location"].includes(action.type)) {
    phone.composer.suggest(action.type);
  } else {
    phone.press(action.label, message);
  }
}
