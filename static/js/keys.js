// j k: provisions, or changes; n p: open brackets, or changes; c: compare; h: history; /: find, or search; ?: all keys.

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

// The one after (or before) where the reader is; where the reader is nowhere yet, the first
// that stands on the screen.
function step(elements, current, way) {
  if (!elements.length) return;
  if (current) {
    const at = elements.indexOf(current);
    const next = elements[at + way];
    if (next) go(next);
    return;
  }
  const seen = elements.findIndex((one) => one.getBoundingClientRect().bottom > 0);
  go(elements[Math.max(0, seen)]);
}

function stepBracket(way) {
  const all = brackets();
  // A page without brackets leads to the list of what is open.
  if (!all.length) return document.querySelector('[data-key="n"]')?.click();
  const picked = document.querySelector(".picked");
  if (picked && all.includes(picked)) return step(all, picked, way);
  const here = document.querySelector(".here");
  if (!here) return step(all, null, way);
  const after = all.filter((one) => here.compareDocumentPosition(one) & 4);
  const before = all.filter((one) => here.compareDocumentPosition(one) & 2);
  const next = way > 0 ? after[0] : before[before.length - 1];
  if (next) go(next);
}

// Of two drafts compared it is the changes one wants to step through.
const hasChanges = () => document.querySelector("[data-change]") !== null;

const acts = {
  j: () => step(lines(), document.querySelector(".here"), 1),
  k: () => step(lines(), document.querySelector(".here"), -1),
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
