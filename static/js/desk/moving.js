// A provision is moved in the list: by dragging it, or by arrows and Enter.
import { say, silence } from "./news.js";

const rows = () => [...document.querySelectorAll("#near [data-movable]")];

export function startMoving() {
  const form = document.querySelector("form[data-move]");
  if (!form) return null;
  let moved = null;
  let home = null;

  function lift(row) {
    moved = row;
    home = row.nextElementSibling;
    row.classList.add("moving");
  }

  function putBack() {
    if (!moved) return;
    moved.classList.remove("moving");
    home ? home.before(moved) : moved.parentElement.append(moved);
    moved = null;
    silence();
  }

  function drop() {
    const row = moved;
    if (!row || row.nextElementSibling === home) return putBack();
    const all = rows();
    const place = all.indexOf(row);
    const to = place > 0 ? `after:${all[place - 1].dataset.near}` : `before:${all[1].dataset.near}`;
    const select = form.elements.to;
    select.add(new Option(to, to, true, true));
    form.elements.at.value = row.dataset.near;
    row.classList.remove("moving");
    moved = null;
    form.requestSubmit(form.querySelector('button[value="move"]'));
  }

  function step(way) {
    const all = rows();
    const other = all[all.indexOf(moved) + way];
    if (!other) return;
    way > 0 ? behind(other).after(moved) : other.before(moved);
    moved.scrollIntoView({ block: "nearest" });
  }

  // The last of what competes with a provision: that goes where it goes.
  function behind(row) {
    let last = row;
    while (last.nextElementSibling?.classList.contains("rival")) last = last.nextElementSibling;
    return last;
  }

  document.addEventListener("dragstart", (event) => {
    const row = event.target.closest?.("#near [data-movable]");
    if (!row) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.dataset.near);
    lift(row);
  });
  document.addEventListener("dragover", (event) => {
    if (!moved || !event.target.closest?.("#near")) return;
    // the whole list takes it: rows make way under the pointer
    event.preventDefault();
    const row = event.target.closest("[data-movable]");
    if (!row || row === moved) return;
    const { top, height } = row.getBoundingClientRect();
    event.clientY > top + height / 2 ? behind(row).after(moved) : row.before(moved);
  });
  document.addEventListener("drop", (event) => {
    if (!moved) return;
    event.preventDefault();
    drop();
  });
  document.addEventListener("dragend", putBack);

  return {
    isMoving: () => moved !== null,
    start() {
      const row = document.querySelector('#near [data-movable]:has([aria-current="true"])');
      if (!row) return;
      document.activeElement?.blur();
      lift(row);
      // not while dragging: the line would push the list away from under the pointer
      say("moving");
    },
    keys: {
      ArrowUp: () => step(-1),
      ArrowDown: () => step(1),
      Enter: drop,
      Escape: putBack,
    },
  };
}

// Rows that come with a refreshed list can be dragged, too.
export function letDrag() {
  for (const row of rows()) row.draggable = true;
  new MutationObserver(() => {
    for (const row of rows()) row.draggable = true;
  }).observe(document.querySelector(".desk"), { childList: true });
}
