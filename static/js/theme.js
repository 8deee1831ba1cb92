// Light, dark or as the system: at once, and remembered by the same form.

export function switchTheme() {
  const form = document.querySelector("form.theme[action='/appearance/']");
  form?.addEventListener("submit", async (event) => {
    const theme = event.submitter?.value;
    if (!theme) return;
    event.preventDefault();
    const said = new FormData(form, event.submitter);
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    await fetch(form.action, { method: "POST", body: said, redirect: "manual", keepalive: true });
    // pressed once it is remembered
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === theme));
    }
  });
}
