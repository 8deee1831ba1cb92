// What is shown in windows (rows of a matrix, provisions of a text) as one scrolls: the next ones
// come before one reaches the last.

const isNear = (link) => link.getBoundingClientRect().top < innerHeight * 2;
let coming = null;

// Whether more came. What came with the window before is not brought twice, nor the way back to it.
export function bringNext() {
  coming ??= bring().finally(() => {
    coming = null;
  });
  return coming;
}

async function bring() {
  const link = document.querySelector('[data-rows="after"]');
  if (!link) return false;
  const more = link.closest("[data-more]");
  const around = more.parentElement;
  try {
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(`<template>${await answer.text()}</template>`, "text/html");
    const brought = [...page.querySelector("template").content.children].filter(
      (one) =>
        !(one.id && document.getElementById(one.id)) && !one.querySelector('[data-rows="before"]'),
    );
    more.replaceWith(...brought);
  } catch {
    // the link stays, and leads there
    return false;
  }
  around.dispatchEvent(new Event("brought", { bubbles: true }));
  return true;
}

async function look() {
  for (;;) {
    const link = document.querySelector('[data-rows="after"]');
    if (!link || !isNear(link) || !(await bringNext())) return;
  }
}

// A place that an address names in its fragment, which never reaches the server, is asked for by
// the parameter ``name``, once.
export function askFor(name, id) {
  const url = new URL(location.href);
  if (url.searchParams.get(name) === id) return false;
  url.searchParams.delete("rows");
  url.searchParams.set(name, id);
  location.replace(url);
  return true;
}

export function followWindows() {
  if (!document.querySelector("[data-more], [data-swap]")) return;
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
  document.addEventListener("swapped", look);
}
