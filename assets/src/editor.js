// A wording in CodeMirror: pairs of brackets coloured by depth, the partner of the mark at the
// caret, marks without another end, and in the margin of the text what would close them.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, drawSelection, keymap } from "@codemirror/view";
import { matchBrackets } from "./brackets.js";

const HUES = 6;
const hue = (depth) => `d${((depth - 1) % HUES) + 1}`;
const paragraph = Decoration.line({ attributes: { dir: "auto" } });

class Missing extends WidgetType {
  constructor(mark) {
    super();
    this.mark = mark;
  }

  eq(other) {
    return other.mark === this.mark;
  }

  toDOM() {
    const ghost = document.createElement("span");
    ghost.className = "ghost";
    ghost.setAttribute("aria-hidden", "true");
    ghost.textContent = this.mark;
    return ghost;
  }
}

// The pair of which the caret touches a mark; else the innermost one around it.
function pairAt(pairs, head) {
  const touches = ({ start, end }) => [start, start + 1, end - 1, end].includes(head);
  const around = pairs.filter(({ start, end }) => start <= head && head <= end);
  return around.findLast(touches) ?? around.at(-1);
}

function marksOf(state, elsewhere) {
  const { pairs, unclosed, unopened } = matchBrackets(state.doc.toString());
  const picked = pairAt(pairs, state.selection.main.head);
  const ranges = [];
  for (const pair of pairs) {
    const { start, end, depth } = pair;
    const partner = pair === picked ? " partner" : "";
    ranges.push(Decoration.mark({ class: `bk ${hue(depth)}` }).range(start, end));
    const mark = Decoration.mark({ class: `mk ${hue(depth)}${partner}` });
    ranges.push(mark.range(start, start + 1), mark.range(end - 1, end));
  }
  const open = unclosed.slice(elsewhere.opens);
  const closed = unopened.slice(0, unopened.length - elsewhere.closes);
  for (const at of [...unclosed, ...unopened]) {
    const isLoose = open.includes(at) || closed.includes(at);
    ranges.push(Decoration.mark({ class: isLoose ? "mk loose" : "mk d1" }).range(at, at + 1));
  }
  for (const _ of closed) {
    ranges.push(Decoration.widget({ widget: new Missing("["), side: -1 }).range(0));
  }
  for (const _ of open) {
    ranges.push(Decoration.widget({ widget: new Missing("]"), side: 1 }).range(state.doc.length));
  }
  for (let line = 1; line <= state.doc.lines; line++) {
    ranges.push(paragraph.range(state.doc.line(line).from));
  }
  return Decoration.set(ranges, true);
}

const bracketMarks = (elsewhere) =>
  StateField.define({
    create: (state) => marksOf(state, elsewhere),
    update: (marks, change) =>
      change.docChanged || change.selection ? marksOf(change.state, elsewhere) : marks,
    provide: (field) => EditorView.decorations.from(field),
  });

// The least change that makes one text of another: the caret and the undo list keep their sense.
function leastChange(before, after) {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from++;
  let [to, end] = [before.length, after.length];
  while (to > from && end > from && before[to - 1] === after[end - 1]) {
    to--;
    end--;
  }
  return { from, to, insert: after.slice(from, end) };
}

// A browser that writes over marked words keeps how they looked, in a style attribute that the
// page forbids: what is typed over a selection is put there by the editor itself.
const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const isOver = event.inputType === "insertText" && !view.state.selection.main.empty;
    if (!isOver || !event.data || event.isComposing || view.state.readOnly) return false;
    event.preventDefault();
    const change = view.state.replaceSelection(event.data);
    view.dispatch(change, { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

// Puts the editor where the textarea stands, which goes on holding the text for its form.
// `elsewhere` counts the marks that have their other end in another provision.
export function openEditor(textarea, { nonce, elsewhere, onChange, onSelect }) {
  const attributes = { dir: textarea.dir || "auto", lang: textarea.lang, spellcheck: "true" };
  attributes["aria-labelledby"] = textarea.getAttribute("aria-labelledby");
  if (textarea.hasAttribute("aria-describedby")) {
    attributes["aria-describedby"] = textarea.getAttribute("aria-describedby");
  }
  const view = new EditorView({
    parent: textarea.parentElement,
    state: EditorState.create({
      doc: textarea.value,
      extensions: [
        EditorView.cspNonce.of(nonce),
        EditorState.lineSeparator.of("\n"),
        history(),
        drawSelection(),
        keymap.of([...historyKeymap, ...defaultKeymap]),
        EditorView.lineWrapping,
        EditorView.perLineTextDirection.of(true),
        EditorView.contentAttributes.of(attributes),
        EditorState.readOnly.of(textarea.readOnly),
        bracketMarks(elsewhere),
        typeOver,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            textarea.value = update.state.doc.toString();
            onChange();
          }
          if (update.docChanged || update.selectionSet) onSelect();
        }),
      ],
    }),
  });
  textarea.hidden = true;
  return {
    element: view.dom,
    text: () => view.state.doc.toString(),
    selection: () => [view.state.selection.main.from, view.state.selection.main.to],
    select(from, to = from) {
      view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
    },
    replace(text) {
      view.dispatch({ changes: leastChange(view.state.doc.toString(), text) });
    },
    focus: () => view.focus(),
    hasFocus: () => view.hasFocus,
  };
}
