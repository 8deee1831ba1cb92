// The matrix: a row that an address names is fetched if it is not here yet; arrows go from cell to
// cell.
import { askFor } from "./windows.js";

// A fragment never reaches the server.
function findRow() {
  const sought = /^#row-([a-z]{10})$/.exec(location.hash)?.[1];
  if (sought && !document.getElementById(`row-${sought}`)) askFor("row", sought);
}

const ways = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function step(event) {
  const way = ways[event.key];
  const from = event.target.closest?.(".matrix tbody :is(td, th) a");
  if (!way || !from || event.altKey || event.ctrlKey || event.metaKey) return;
  const isMirrored = document.documentElement.dir === "rtl";
  const cell = from.closest("td, th");
  let row = cell.parentElement;
  let at = cell.cellIndex;
  let next = null;
  while (!next) {
    if (way[0]) row = way[0] > 0 ? row.nextElementSibling : row.previousElementSibling;
    else at += isMirrored ? -way[1] : way[1];
    if (!row || at < 0 || (way[1] && at >= row.cells.length)) return;
    next = row.cells[at]?.querySelector("a:not(.turn)");
  }
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function openBox(event) {
  const isWriting = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "/" && !isWriting) document.querySelector(".narrow")?.setAttribute("open", "");
}

export function followMatrix() {
  if (!document.querySelector(".matrix")) return;
  findRow();
  addEventListener("hashchange", findRow);
  document.addEventListener("brought", ({ target: body }) => {
    if (body.dataset.last) body.dataset.last = String(body.querySelectorAll('tr[id^="row-"]').length);
  });
  document.addEventListener("keydown", step);
  // The field that "/" leads to stands in a closed box.
  document.addEventListener("keydown", openBox, { capture: true });
}
