// The editor over the page's text area. It stands in a shadow tree, where its styles need no exception of the policy.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { sql, SQLite } from "@codemirror/lang-sql";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Editor, Schema } from "./area.ts";
import { element } from "./dom.ts";

interface Options {
  readonly label: string;
  readonly describedBy: string;
  readonly schema: Schema;
  readonly run: () => void;
  readonly changed: () => void;
}

const marking = StateEffect.define<number | null>();
const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(held, transaction) {
    let now = transaction.docChanged ? Decoration.none : held;
    for (const effect of transaction.effects) {
      if (effect.is(marking)) now = marked(effect.value, transaction.newDoc.length);
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marked(index: number | null, length: number): DecorationSet {
  if (index === null || length === 0) return Decoration.none;
  const from = Math.min(index, length - 1);
  return Decoration.set([Decoration.mark({ class: "wrong" }).range(from, from + 1)]);
}

// The colours are the page's own, so the editor is dark where the page is.
const looks = EditorView.theme({
  "&": { background: "var(--paper)", color: "var(--ink)", border: "1px solid var(--soft)", fontSize: ".92rem" },
  "&.cm-focused": { outline: "3px solid var(--link)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", maxHeight: "20rem", overflow: "auto" },
  ".cm-content": { minHeight: "9rem", caretColor: "var(--ink)" },
  ".cm-gutters": { background: "var(--wash)", color: "var(--soft)", border: "0" },
  ".cm-matchingBracket": { outline: "1px solid var(--soft)", background: "none !important" },
  ".cm-selectionMatch": { background: "var(--note-wash)" },
  ".cm-tooltip": { background: "var(--paper)", color: "var(--ink)", border: "1px solid var(--soft)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--ink) !important", color: "var(--paper) !important" },
  ".cm-completionDetail": { fontStyle: "normal", fontFamily: "var(--sans)" },
  ".wrong": { background: "var(--wrong-wash)", textDecoration: "underline wavy var(--wrong)" },
});
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "700" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--good)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--note)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

/** Puts an editor in the place of a text area, which keeps the text for the form. */
export function edit(area: HTMLTextAreaElement, options: Options): Editor {
  const place = element("div", { class: "editor" });
  const focused = document.activeElement === area;
  area.before(place);
  area.hidden = true;
  const root = place.attachShadow({ mode: "open" });
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: area.value,
      selection: { anchor: area.selectionStart, head: area.selectionEnd },
      extensions: extensions(area, options),
    }),
  });
  if (focused) view.focus();
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    mark(index) {
      const effects = [marking.of(index)];
      if (index === null) view.dispatch({ effects });
      else view.dispatch({ effects, selection: { anchor: Math.min(index, view.state.doc.length) }, scrollIntoView: true });
    },
  };
}

function extensions(area: HTMLTextAreaElement, { label, describedBy, schema, run, changed }: Options) {
  const asked = { key: "Mod-Enter", run: () => (run(), true) };
  return [
    lineNumbers(),
    history(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ activateOnTyping: true }),
    sql({ dialect: SQLite, schema: suggested(schema), upperCaseKeywords: true }),
    syntaxHighlighting(colours),
    looks,
    marks,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label, "aria-description": describedBy, lang: "en", tabindex: "0" }),
    // Tab is not taken: it leads on to the next field, as everywhere on the page.
    keymap.of([asked, ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.domEventHandlers({ beforeinput: typedOver }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      area.value = update.state.doc.toString();
      changed();
    }),
  ];
}

/** Writes over a selection. The browser would, and give what it writes a style, which the policy forbids. */
function typedOver(event: InputEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main;
  const text = event.data ?? "";
  if (event.inputType !== "insertText" || empty || event.isComposing) return false;
  const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
  const taken = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert));
  if (!taken) view.dispatch(insert());
  event.preventDefault();
  return true;
}

function suggested(schema: Schema) {
  return Object.fromEntries(
    Array.from(schema, ([table, columns]) => [
      table,
      Array.from(columns, ([name, meaning]) => ({ label: name, type: "property", detail: meaning })),
    ]),
  );
}
