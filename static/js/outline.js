// Marks in the outline the part of the text that is being read.

export function followOutline() {
  const outline = document.getElementById("outline");
  if (!outline) return;
  const links = new Map(
    [...outline.querySelectorAll('a[href*="#p-"]')].map((link) => [link.hash.slice(1), link]),
  );
  let heads = [];
  let current = null;

  function findHeads() {
    heads = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    mark();
  }

  function mark() {
    const line = innerHeight * 0.35;
    let last = heads[0];
    for (const head of heads) {
      if (head.getBoundingClientRect().top > line) break;
      last = head;
    }
    const link = last && links.get(last.id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
    if (link && getComputedStyle(outline).position === "sticky") {
      const top = link.offsetTop - outline.clientHeight / 2;
      if (Math.abs(outline.scrollTop - top) > outline.clientHeight / 3) outline.scrollTop = top;
    }
  }

  let waits = false;
  addEventListener(
    "scroll",
    () => {
      if (waits) return;
      waits = true;
      requestAnimationFrame(() => {
        waits = false;
        mark();
      });
    },
    { passive: true },
  );
  // A part that was brought since is here, whatever part the link names.
  outline.addEventListener("click", (event) => {
    const link = event.target.closest('a[href*="#p-"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (!document.getElementById(link.hash.slice(1))) return;
    event.preventDefault();
    location.hash = link.hash;
  });
  document.addEventListener("brought", findHeads);
  findHeads();
}
