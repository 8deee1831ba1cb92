// j k: provisions, or changes; n p: open brackets, or changes; c: compare; h: history; /: find, or search; ?: all keys.

import { bringNext } from "./windows.js";

const lines = () => [...document.querySelectorAll("[data-line]")].filter(isShown);
const brackets = () =>
  [...document.querySelectorAll("main .bk, main .mk.loose")].filter(
    (mark) => isShown(mark) && !mark.closest(".problem") && !mark.parentElement.closest(".bk"),
  );

function isShown(element) {
  return element.getClientRects().length > 0;
}

function isWriting(target) {
  return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}

function go(element) {
  for (const before of document.querySelectorAll(".here, .picked")) {
    before.classList.remove("here", "picked");
    before.removeAttribute("aria-current");
  }
  const line = element.closest("[data-line]");
  if (line) {
    line.classList.add("here");
    line.setAttribute("aria-current", "location");
    line.focus({ preventScroll: true });
  }
  if (element !== line) element.classList.add("picked");
  element.scrollIntoView({ block: element === line && line.offsetHeight > innerHeight ? "start" : "center" });
}

// Where the reader is: on a line, else where the address leads.
const here = () => document.querySelector(".here") ?? document.querySelector("[data-line]:target");

// Past what is here: parts that come later are brought until there is one; one before is a page.
async function goBeyond(way, find) {
  if (way < 0) return document.querySelector('[data-rows="before"]')?.click();
  while (await bringNext()) {
    const next = find();
    if (next) return go(next);
  }
}

// The one after (or before) where the reader is; where the reader is nowhere yet, the first
// that stands on the screen.
function step(all, current, way) {
  const elements = all();
  if (current) {
    const at = elements.indexOf(current) + way;
    return elements[at] ? go(elements[at]) : goBeyond(way, () => all()[at]);
  }
  const seen = elements.findIndex((one) => one.getBoundingClientRect().bottom > 0);
  if (elements.length) go(elements[Math.max(0, seen)]);
}

function stepBracket(way) {
  const all = brackets();
  const isMore = document.querySelector("[data-more]");
  // A page without brackets leads to the list of what is open.
  if (!all.length && !isMore) return document.querySelector('[data-key="n"]')?.click();
  const picked = document.querySelector(".picked");
  if (picked && all.includes(picked)) return step(brackets, picked, way);
  const from = here();
  if (!from && all.length) return step(brackets, null, way);
  const side = way > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const find = () => brackets().filter((one) => !from || from.compareDocumentPosition(one) & side).at(way > 0 ? 0 : -1);
  const next = find();
  return next ? go(next) : goBeyond(way, find);
}

// Of two drafts compared it is the changes one wants to step through.
const hasChanges = () => document.querySelector("[data-change]") !== null;

const acts = {
  j: () => step(lines, here(), 1),
  k: () => step(lines, here(), -1),
  n: () => (hasChanges() ? acts.j() : stepBracket(1)),
  p: () => (hasChanges() ? acts.k() : stepBracket(-1)),
  c: () => document.querySelector('[data-key="c"]')?.click(),
  h: () => document.querySelector(".here [data-history]")?.click(),
  // The field of the page itself, else the one that searches everything.
  "/": () => [...document.querySelectorAll('[data-key="/"]')].filter(isShown).at(-1)?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

export function followKeys() {
  document.addEventListener("keydown", (event) => {
    const isOpen = document.querySelector("dialog[open]");
    if (event.ctrlKey || event.metaKey || event.altKey || isOpen || isWriting(event.target)) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (!link) return;
    event.preventDefault();
    acts[link.dataset.go]();
  });
}
