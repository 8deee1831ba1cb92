// The keys of the desk: a letter alone, or while one writes with Alt. Escape leaves the text.

const isShown = (element) => element.getClientRects().length > 0;

function press(element) {
  if (!element) return false;
  element.click();
  if (element.tagName === "SUMMARY" && element.parentElement.open) {
    element.parentElement.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }
  return true;
}

function isWriting(target) {
  const isText = target.isContentEditable || target.tagName === "TEXTAREA";
  return isText || (/^(INPUT|SELECT)$/.test(target.tagName) && !/radio|checkbox/.test(target.type));
}

export function followDeskKeys(desk, writing, moving) {
  const open = (provision) => {
    if (!provision) return false;
    location.href = `${desk.address}?draft=${desk.draft}&at=${provision}`;
    return true;
  };

  function stepBracket(way) {
    if (!writing()) return false;
    const { field } = writing();
    const text = field.text();
    const [from] = field.selection();
    const at = way > 0 ? text.indexOf("[", from + 1) : text.lastIndexOf("[", Math.max(0, from - 1));
    if (at < 0 || (way < 0 && from === 0)) return true;
    field.select(at);
    field.focus();
    return true;
  }

  const acts = {
    j: () => open(desk.next),
    k: () => open(desk.previous),
    n: () => stepBracket(1),
    p: () => stepBracket(-1),
    e: () => writing() && (writing().field.focus(), true),
    g: (isChord) => {
      const gavel = document.querySelector("[data-gavel]");
      if (isChord) return press(gavel);
      gavel?.focus();
      return Boolean(gavel);
    },
  };

  function act(key, isChord) {
    if (/^\d$/.test(key)) return isChord && press(document.querySelector(`[data-digit="${key}"]`));
    if (acts[key]) return acts[key](isChord);
    return press([...document.querySelectorAll(`[data-letter="${key}"]`)].find(isShown));
  }

  // With Alt some keyboards give another sign: then the key says which letter it is.
  const letterOf = (event) =>
    event.altKey ? event.code.replace(/^(Key|Digit)/, "").toLowerCase() : event.key;

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing || document.querySelector("dialog[open]")) return;
      const isDone = moving?.isMoving() ? moveBy(event) : answer(event);
      if (!isDone) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );

  function moveBy(event) {
    const step = moving.keys[event.key];
    step?.();
    return Boolean(step);
  }

  function answer(event) {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && !event.altKey && (event.key === "Enter" || event.key === "s")) {
      writing()?.save();
      return Boolean(writing());
    }
    if (isCommand) return false;
    if (isWriting(event.target)) {
      if (event.key === "Escape") {
        document.querySelector(".desk").focus();
        return true;
      }
      return event.altKey && !event.shiftKey && act(letterOf(event), true);
    }
    if (event.key === "Enter" && event.target === document.querySelector(".desk")) return acts.e();
    if (event.shiftKey && event.key !== "?") return false;
    return act(letterOf(event), event.altKey);
  }
}
