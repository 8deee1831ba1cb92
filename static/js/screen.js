// The plenary screen follows the room. Without this the page shows how things stood when it was
// asked for.
import { listen } from "./stream.js";

const main = document.getElementById("main");
const said = document.getElementById("said");
const room = document.getElementById("room");

// Told to a screen reader once it stands on the page: what is there now, not the whole text.
function tell(wall) {
  const state = wall.querySelector(".standing")?.textContent.trim() ?? "";
  said.textContent = [wall.querySelector("h1").textContent, wall.dataset.name, state]
    .filter(Boolean)
    .join(", ");
}

function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const wall = page.getElementById("wall");
  if (!wall) return;
  if (room) {
    room.textContent = wall.dataset.name ? `${room.dataset.said} ${wall.dataset.name}` : "";
    return;
  }
  const before = document.getElementById("wall");
  if (before.outerHTML === wall.outerHTML) return;
  const isElsewhere = before.dataset.first !== wall.dataset.first;
  before.replaceWith(document.adoptNode(wall));
  if (isElsewhere) scrollTo({ top: 0, behavior: "instant" });
  tell(wall);
}

function showState(isConnected) {
  document.getElementById("lost").hidden = isConnected;
}

function offerWholeScreen() {
  const button = document.getElementById("whole");
  if (!document.fullscreenEnabled) return;
  button.hidden = false;
  button.addEventListener("click", () => document.documentElement.requestFullscreen());
}

listen(main.dataset.stream, { onEvent: show, onState: showState });
offerWholeScreen();
