// The form of "Resolve for me" answered in place; without this the page loads anew.
export function resolveInPlace() {
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-try]");
    if (!form) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const answer = await fetch(form.action, { method: "POST", body });
    const next = new DOMParser()
      .parseFromString(await answer.text(), "text/html")
      .getElementById(form.id);
    if (!answer.ok || !next) {
      location.reload();
      return;
    }
    form.replaceWith(next);
    next.querySelector("h2").focus({ preventScroll: true });
  });
}
