// The words that are selected in a paragraph go into the form of its note. They stay in this
// browser: an address would be written down on the way.
const KEPT = "quote";

export function quoteSelection() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-note]");
    if (!link) return;
    const selection = getSelection();
    const line = link.closest("[data-line]");
    const isHere = !selection.isCollapsed && line?.contains(selection.anchorNode);
    sessionStorage.setItem(KEPT, isHere ? selection.toString().trim() : "");
  });
  const field = document.querySelector("textarea[data-quote]");
  if (field && !field.value) field.value = sessionStorage.getItem(KEPT) ?? "";
  sessionStorage.removeItem(KEPT);
}
