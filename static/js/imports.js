// Review of a file: a row that is answered is no longer marked as doubtful, and leaving with
// answers that are not kept is asked about. The form works without any of this.

export function followReview() {
  const form = document.querySelector("form.review");
  if (!form) return;
  let isChanged = false;

  form.addEventListener("change", (event) => {
    isChanged = true;
    if (!event.target.name?.startsWith("seen-")) return;
    event.target.closest(".imp").classList.toggle("doubtful", !event.target.checked);
  });
  form.addEventListener("submit", () => {
    isChanged = false;
  });
  addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}
