// A link to a paragraph that is in another part of a long text leads to that part; to one that this
// draft does not have, to the paragraph's own page.
import { askFor } from "./windows.js";

function find() {
  const [, id] = /^#p-([a-z]{10})$/.exec(location.hash) ?? [];
  const text = document.querySelector(".sheet > .text");
  if (!id || !text || document.getElementById(`p-${id}`)) return;
  if (!("parts" in text.dataset && askFor("at", id))) location.replace(`/provisions/${id}/`);
}

export function findParagraph() {
  find();
  addEventListener("hashchange", find);
}
