// The field in which one writes: CodeMirror where it was built, the plain textarea elsewhere.
// Places are counted as the server counts them, in code points.

export const toPoints = (text, unit) => [...text.slice(0, unit)].length;
export const toUnits = (text, point) => [...text].slice(0, point).join("").length;

function plainField(textarea, { onChange, onSelect }) {
  textarea.addEventListener("input", onChange);
  textarea.addEventListener("keyup", onSelect);
  textarea.addEventListener("mouseup", onSelect);
  return {
    element: textarea,
    text: () => textarea.value,
    selection: () => [textarea.selectionStart, textarea.selectionEnd],
    select: (from, to = from) => textarea.setSelectionRange(from, to),
    replace(text) {
      const [from] = this.selection();
      textarea.value = text;
      textarea.setSelectionRange(from, from);
      onChange();
    },
    focus: () => textarea.focus(),
    hasFocus: () => document.activeElement === textarea,
  };
}

export async function openField(textarea, hears) {
  const { editor, nonce, opens, closes } = textarea.dataset;
  if (!editor) return plainField(textarea, hears);
  try {
    const { openEditor } = await import(editor);
    const elsewhere = { opens: Number(opens), closes: Number(closes) };
    return openEditor(textarea, { nonce, elsewhere, ...hears });
  } catch {
    return plainField(textarea, hears);
  }
}
