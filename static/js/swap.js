// Folds and filters of the matrix without loading the whole page again; the address changes
// as it would without this.

// A row that is turned stays among all the rows that are already here.
function withRows(url, link) {
  const last = link.closest("tbody")?.dataset.last;
  if (!link.matches(".turn") || !last || link.closest("tbody").querySelector("[data-rows=before]")) return url;
  const whole = new URL(url);
  whole.searchParams.delete("row");
  if (last > 200) whole.searchParams.set("rows", `1-${last}`);
  return whole;
}

async function show(url, isNew) {
  const region = document.querySelector("[data-swap]");
  const answer = await fetch(url, { headers: { accept: "text/html" } });
  if (!answer.ok) {
    location.href = url;
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.getElementById(region.id);
  if (!next) {
    location.href = url;
    return;
  }
  const top = scrollY;
  const pressed = document.activeElement?.closest("tr")?.id;
  region.replaceWith(next);
  document.dispatchEvent(new Event("swapped"));
  if (isNew) history.pushState({}, "", url);
  // what the foot of the page asks leads back to where one is now
  for (const next of document.querySelectorAll(".foot [name=next]")) {
    next.value = location.pathname + location.search;
  }
  scrollTo({ top, behavior: "instant" });
  const row = pressed && document.getElementById(pressed);
  (row?.querySelector(".turn") ?? next.querySelector(".facets [aria-current]"))?.focus({
    preventScroll: true,
  });
}

export function swapInPlace() {
  if (!document.querySelector("[data-swap]")) return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-swap] .turn, [data-swap] .facets a:not([data-whole])");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const url = new URL(link.href);
    if (url.pathname !== location.pathname) return;
    event.preventDefault();
    url.hash = "";
    show(withRows(url, link).href, true);
  });
  addEventListener("popstate", () => show(location.href, false));
}
