// One line of news above the desk, with what can be done about it. Its words stand on the page,
// in the language of the page.

export function say(name, values = {}, acts = {}) {
  const news = document.getElementById("news");
  const words = document.querySelector(`#says [data-says="${name}"]`);
  const line = document.createElement("p");
  line.className = "notice";
  line.dataset.said = name;
  line.textContent = words.textContent.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
  for (const [act, carryOut] of Object.entries(acts)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = document.querySelector(`#says [data-says="${act}"]`).textContent;
    button.addEventListener("click", () => {
      silence();
      carryOut();
    });
    line.append(" ", button);
  }
  news.replaceChildren(line);
}

export function sayPlainly(words) {
  const line = document.createElement("p");
  line.className = "notice";
  line.textContent = words;
  document.getElementById("news").replaceChildren(line);
}

export function silence() {
  document.getElementById("news").replaceChildren();
}

// Asks for some words; null when there are none.
export function ask(question) {
  const dialog = document.getElementById("ask");
  dialog.querySelector("label span").textContent = question;
  const input = dialog.querySelector("input");
  input.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  input.focus();
  return new Promise((answer) => {
    dialog.addEventListener(
      "close",
      () => answer(dialog.returnValue === "ok" && input.value.trim() ? input.value : null),
      { once: true },
    );
  });
}
