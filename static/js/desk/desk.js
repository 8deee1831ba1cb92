// The desk: everything works by forms; this makes it swift, live and safe from lost connections.
import { followDeskKeys } from "./keys.js";
import { startLive } from "./live.js";
import { letDrag, startMoving } from "./moving.js";
import { say } from "./news.js";
import { startWriting } from "./writing.js";

const place = document.querySelector(".desk[data-desk]");
const { desk: address, draft, at, process, document: slug, previous, next } = place.dataset;
const page = `${address}?draft=${draft}&at=${at}`;
const desk = { address, draft, at, process, document: slug, previous, next, page };

place.tabIndex = -1;
document.documentElement.classList.add("scripted");
for (const button of place.querySelectorAll("button[data-letter][hidden]")) button.hidden = false;
// after a refusal the address is that of a form: coming again should show the page
history.replaceState(null, "", page + location.hash);

let writing = null;
const refresh = startLive(desk, () => writing);
writing = await startWriting(desk, refresh);
const moving = startMoving();
if (moving) letDrag();
followDeskKeys(desk, () => writing, moving);

document.querySelector("[data-move-mode]")?.addEventListener("click", () => moving.start());
document.querySelector("form[data-split]")?.addEventListener("submit", (event) => {
  if (writing.isDirty()) {
    event.preventDefault();
    say("saveFirst");
    return;
  }
  event.target.elements.start.value = writing.places().start;
});
place.dataset.ready = "true";
const near = document.getElementById("near");
const current = near.querySelector("li [aria-current]");
if (current) near.scrollTop = current.offsetTop - near.offsetTop - near.clientHeight / 3;
const asked = document.querySelector('#writing [aria-invalid="true"], .act [aria-invalid="true"]');
const refusal = document.getElementById("refusal");
// what is asked for is described by the refusal
if (asked ?? refusal) (asked ?? refusal).focus();
else if (document.activeElement === document.body) place.focus({ preventScroll: true });
