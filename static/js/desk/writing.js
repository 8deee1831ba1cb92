// The text while it is written: read by the engine on the server, tried, saved, kept.
import { openField, toPoints, toUnits } from "./field.js";
import { keepFor } from "./kept.js";
import { ask, say, sayPlainly, silence } from "./news.js";

const PAUSE = 300; // after the last key the engine reads the text

export async function startWriting(desk, refresh) {
  const form = document.getElementById("writing");
  if (!form) return null;
  const textarea = document.getElementById("text-field");
  const reading = document.getElementById("reading");
  const kept = keepFor(desk.draft, desk.at);
  let saved = form.elements.listed.value;
  let waits = 0;
  let asked = 0;

  const field = await openField(textarea, {
    onChange() {
      form.elements.operation.value = "";
      if (isDirty()) kept.put(form.elements.base.value, field.text());
      readSoon();
    },
    onSelect: readSoon,
  });
  const { label, label_was: labelWas } = form.elements;
  const isRelabelled = () => label.value.trim() !== labelWas.value.trim();
  const isDirty = () => field.text().trim() !== saved.trim() || isRelabelled();

  function fill(values) {
    const body = new FormData(form);
    body.delete("listed");
    for (const [name, value] of Object.entries(values)) body.set(name, value);
    return body;
  }

  // The server takes the white space at the edges away before it counts.
  function places() {
    const text = field.text();
    const before = text.length - text.trimStart().length;
    const [from, to] = field.selection();
    const count = (unit) => toPoints(text.slice(before), Math.max(0, unit - before));
    return { start: count(from), end: count(to) };
  }

  function readSoon() {
    clearTimeout(waits);
    waits = setTimeout(read, PAUSE);
  }

  async function read() {
    const mine = ++asked;
    const { opens, closes } = textarea.dataset;
    const body = fill({ text: field.text(), opens, closes, ...places() });
    try {
      const answer = await fetch(`${desk.address}read/`, { method: "POST", body });
      if (!answer.ok || mine !== asked) return;
      reading.innerHTML = await answer.text();
      const count = reading.querySelector('[data-part="count"]');
      document.getElementById("count").replaceChildren(...count.childNodes);
    } catch {
      // the connection may come back; what is typed is kept meanwhile
    }
  }

  async function attempt(button) {
    const values = { text: field.text(), do: button.dataset.try, ...places() };
    if (button.dataset.start) {
      values.start = Number(button.dataset.start) + ("inside" in button.dataset ? 1 : 0);
      values.end = values.start;
    }
    if (button.dataset.asks) {
      values.words = await ask(button.dataset.asks);
      if (values.words === null) return;
    }
    try {
      const answer = await fetch(`${desk.address}try/`, {
        method: "POST",
        body: fill(values),
        headers: { accept: "application/json" },
      });
      const told = await answer.json();
      if (told.refused) return sayPlainly(told.refused);
      const isFirst = !isDirty();
      silence();
      field.replace(told.text);
      if (isFirst) form.elements.operation.value = told.operation;
    } catch {
      say("offline");
    }
  }

  async function save() {
    const sent = field.text();
    const base = form.elements.base.value;
    const labelSent = label.value;
    if (isDirty()) kept.put(base, sent);
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        body: fill({ text: sent }),
        headers: { accept: "application/json" },
      });
    } catch {
      return say("offline");
    }
    const isTold = answer.headers.get("content-type")?.startsWith("application/json");
    // whatever else it is, the page that says so has the text in it
    if (!answer.ok || !isTold) return form.submit();
    const told = await answer.json();
    const now = told.text;
    const hasTypedOn = field.text() !== sent;
    kept.forget();
    labelWas.value = labelSent;
    if (!hasTypedOn || now === sent) {
      saved = now;
      form.elements.base.value = told.version;
      form.elements.listed.value = now;
      if (!hasTypedOn && now !== sent) field.replace(now);
    }
    if (isDirty()) kept.put(form.elements.base.value, field.text());
    form.elements.reason.value = "";
    form.elements.operation.value = "";
    sayPlainly(told.news);
    await refresh();
  }

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.dataset.try) {
      event.preventDefault();
      attempt(button);
    } else if (!button || "save" in button.dataset) {
      event.preventDefault();
      save();
    }
  });

  const before = kept.found(field.text());
  if (before) {
    const time = new Date(before.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    say("kept", { time }, {
      putBack() {
        form.elements.base.value = before.base;
        field.replace(before.text);
        field.focus();
      },
      forget: () => kept.forget(),
    });
  }
  if (isDirty()) kept.put(form.elements.base.value, field.text());
  addEventListener("online", () => isDirty() && say("online"));

  return {
    field,
    save,
    isDirty,
    places,
    select: (point) => field.select(toUnits(field.text(), point)),
    // Somebody else saved: what was not touched here is simply shown.
    take(version, text, labelNow) {
      if (isDirty()) return false;
      label.value = labelNow;
      labelWas.value = labelNow;
      saved = text;
      form.elements.base.value = version;
      form.elements.listed.value = text;
      field.replace(text);
      return true;
    },
    base: () => Number(form.elements.base.value),
  };
}
