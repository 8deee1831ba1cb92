// What others do meanwhile: who is here, what they changed, what was decided.
import { listen } from "../stream.js";
import { say } from "./news.js";

const BEAT = 20_000;
const GATHER = 250; // events that come together are answered once

export function startLive(desk, writing) {
  const token = document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? "";
  let waits = 0;

  function tell(more) {
    const body = new URLSearchParams({
      csrfmiddlewaretoken: token,
      draft: desk.draft,
      at: desk.at,
      ...more,
    });
    return fetch(`${desk.address}here/`, { method: "POST", body, keepalive: true }).catch(() => {});
  }

  async function refresh() {
    let page;
    try {
      const answer = await fetch(desk.page, { headers: { accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return;
    }
    note(page); // before its parts are taken out of it
    for (const part of document.querySelectorAll("[data-fresh]")) {
      const next = page.getElementById(part.id);
      const isInUse = part.contains(document.activeElement) || part.querySelector(".moving");
      if (!next || isInUse) continue;
      const { scrollTop } = part;
      part.replaceWith(next);
      next.scrollTop = scrollTop;
    }
  }

  // Somebody else saved the provision that is open here.
  function note(page) {
    const where = page.getElementById("where");
    const field = page.getElementById("text-field");
    if (!writing() || !where || !field) return;
    const version = Number(where.dataset.version);
    for (const base of document.querySelectorAll('.acts-on [name="base"]')) base.value = version;
    if (version <= writing().base()) return;
    const who = where.dataset.by;
    // a textarea parsed from the page has the text as its default value
    const label = page.querySelector('#writing [name="label_was"]').value;
    if (writing().take(version, field.defaultValue, label)) say("changed", { who });
    else say("changedUnderYou", { who });
  }

  function refreshSoon() {
    clearTimeout(waits);
    waits = setTimeout(refresh, GATHER);
  }

  tell({ opened: "1" }).then(refreshSoon);
  setInterval(async () => {
    await tell({});
    refreshSoon();
  }, BEAT);
  addEventListener("pagehide", () => tell({ left: "1" }));
  listen(`/api/v1/events/?process=${desk.process}`, {
    onEvent(told) {
      const { document: meant, meeting } = JSON.parse(told);
      if (meant === desk.document || meeting) refreshSoon();
    },
    onState() {},
  });
  return refresh;
}
