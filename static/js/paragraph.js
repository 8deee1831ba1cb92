// A link to a paragraph that this draft does not have leads to the paragraph's own page.
export function findParagraph() {
  const [, id] = /^#p-([a-z]{10})$/.exec(location.hash) ?? [];
  const isText = document.querySelector(".sheet > .text");
  if (id && isText && !document.getElementById(`p-${id}`)) location.replace(`/provisions/${id}/`);
}
