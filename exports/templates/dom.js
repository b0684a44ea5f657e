/* Building elements. All words reach the page through text nodes: nothing here parses HTML. */

/** The element with this id. */
const byId = (id) => document.getElementById(id);

/** A new element; `attributes` whose value is null or false are left out, functions become listeners. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** The same for SVG. */
function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Words of an outsider: shown as they are, with their own direction, without touching what follows. */
const words = (text, attributes = {}) => el("bdi", { dir: "auto", ...attributes }, String(text));

/** A button that looks like a link and opens something of this page. */
const opener = (text, open, attributes = {}) =>
  el("button", { type: "button", class: "link", click: open, ...attributes }, words(text));

/** A link, for http and https only; any other address is shown as words. */
function outside(address, text = address) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    return words(text);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return words(text);
  return el("a", { href: url.href, rel: "noopener noreferrer external", target: "_blank" }, words(text));
}

/** 1234 as "1,234". One formatter for all: making one takes longer than using it a thousand times. */
const numberFormat = new Intl.NumberFormat("en");
const number = (value) => (value < 1000 ? String(value) : numberFormat.format(value));

/** "1 claim", "1,234 claims". */
const count = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;

/** Words cut to a number of characters, never within a surrogate pair. */
function clipped(text, length) {
  const characters = Array.from(text);
  return characters.length > length
    ? `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`
    : text;
}

/** "2025-01-14" as "14 January 2025"; shorter dates as precise as they are; other words as they are. */
function readableDate(date) {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(date ?? "");
  if (!match) return date ?? "";
  const [, year, month, day] = match;
  const months = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ];
  const name = months[Number(month) - 1];
  return [day && name ? String(Number(day)) : null, name ?? null, year].filter(Boolean).join(" ");
}

/** A list that shows `step` entries and a button for the next ones; it says how many there are. */
function lengthyList(items, render, { step = 30, tag = "ol", className = "cards" } = {}) {
  const list = el(tag, { class: className });
  const more = el("button", { type: "button", class: "more" });
  let shown = 0;
  const grow = () => {
    list.append(...items.slice(shown, shown + step).map((item) => el("li", {}, render(item))));
    shown = Math.min(shown + step, items.length);
    more.hidden = shown >= items.length;
    more.textContent = `Show ${number(Math.min(step, items.length - shown))} more (${number(shown)} of ${number(items.length)} shown)`;
  };
  more.addEventListener("click", grow);
  grow();
  return [list, more];
}
