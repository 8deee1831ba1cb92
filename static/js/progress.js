// Asks how far a comparison is, until it is done.

export function refreshProgress() {
  const progress = document.querySelector("[data-refresh]");
  if (!progress) return;
  const wait = Number(progress.dataset.refresh) * 1000;

  async function ask() {
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("[data-refresh]");
      if (!next) {
        location.reload();
        return;
      }
      if (next.textContent !== progress.textContent) {
        progress.replaceChildren(...next.childNodes);
      }
    } catch {
      // the connection may come back; the work goes on meanwhile
    }
    setTimeout(ask, wait);
  }

  setTimeout(ask, wait);
}
