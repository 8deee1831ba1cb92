// The matrix as one scrolls: the next rows come before one reaches the last; a row that an address
// names is fetched if it is not here yet; arrows go from cell to cell.

const isNear = (link) => link.getBoundingClientRect().top < innerHeight * 2;
let fetching = false;

async function bring(link) {
  if (fetching) return;
  fetching = true;
  const more = link.closest("tr");
  const body = more.parentElement;
  try {
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(
      `<table><tbody>${await answer.text()}</tbody></table>`,
      "text/html",
    );
    // Rows that came with the window before are not brought twice, nor the way back to it.
    const rows = [...page.querySelectorAll("tr")].filter(
      (row) =>
        !(row.id && document.getElementById(row.id)) && !row.querySelector('[data-rows="before"]'),
    );
    more.replaceWith(...rows);
    body.dataset.last = String(body.querySelectorAll('tr[id^="row-"]').length);
  } catch {
    // the link stays, and leads there
    return;
  } finally {
    fetching = false;
  }
  look();
}

function look() {
  const link = document.querySelector('.matrix [data-rows="after"]');
  if (link && isNear(link)) bring(link);
}

// A fragment never reaches the server.
function findRow() {
  const sought = /^#row-([a-z]{10})$/.exec(location.hash)?.[1];
  if (!sought || document.getElementById(`row-${sought}`)) return;
  const url = new URL(location.href);
  if (url.searchParams.get("row") === sought) return;
  url.searchParams.delete("rows");
  url.searchParams.set("row", sought);
  location.replace(url);
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
  look();
  let waits = false;
  const later = () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      look();
    });
  };
  addEventListener("scroll", later, { passive: true, capture: true });
  addEventListener("hashchange", findRow);
  document.addEventListener("swapped", look);
  document.addEventListener("keydown", step);
  // The field that "/" leads to stands in a closed box.
  document.addEventListener("keydown", openBox, { capture: true });
}
