/** The editor in place of the text field: highlighting, proposals, and the line where something is wrong. */
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { StyleModule } from "style-mod";
import { proposals } from "./proposals.js";

const sheet = new CSSStyleSheet();

// By itself style-mod writes a style element into a document, which a strict Content-Security-Policy forbids; a
// constructed sheet it allows (CSSOM, section 6.2).
StyleModule.mount = (root, modules) => {
  sheet.replaceSync([modules].flat().map((module) => module.getRules()).join("\n"));
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets];
};

/** @type {import("@codemirror/state").StateEffectType<number>} */
const markLine = StateEffect.define();
const wrongLine = Decoration.line({ class: "cm-wrong" });
const wrong = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    let now = transaction.docChanged ? Decoration.none : marks;
    for (const effect of transaction.effects) {
      if (effect.is(markLine)) now = Decoration.set([wrongLine.range(effect.value)]);
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * @param {HTMLTextAreaElement} field
 * @param {HTMLElement} parent
 * @param {{ run: () => void, terms: () => Promise<import("./proposals.js").Terms>, say: (key: string) => string }} page
 */
export function editor(field, parent, page) {
  const run = () => {
    page.run();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
        // Tab is in none of them: it leaves the field (WCAG 2.2, 2.1.2).
        keymap.of([...completionKeymap, ...standardKeymap, ...historyKeymap]),
        history(),
        drawSelection(),
        lineNumbers(),
        bracketMatching(),
        sparql(),
        syntaxHighlighting(classHighlighter),
        autocompletion({ override: [proposals(page.terms)], icons: false }),
        wrong,
        EditorView.lineWrapping,
        EditorState.phrases.of({ Completions: page.say("proposals") }),
        EditorView.contentAttributes.of({ "aria-labelledby": "query-label", "aria-describedby": "editor-help", tabindex: "0", autocapitalize: "off" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) field.value = update.state.doc.toString();
        }),
      ],
    }),
  });
  field.hidden = true;
  field.required = false;
  parent.hidden = false;
  return {
    focus: () => view.focus(),
    get text() {
      return view.state.doc.toString();
    },
    set text(text) {
      if (text !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    /** Marks a line and takes the cursor there. @param {number} line @param {number} column */
    mark(line, column) {
      const found = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      view.dispatch({
        effects: markLine.of(found.from),
        selection: { anchor: Math.min(found.from + Math.max(0, column - 1), found.to) },
        scrollIntoView: true,
      });
    },
    /** Writes a text at the top, where it is not there yet. @param {string} line */
    prepend(line) {
      if (!view.state.doc.toString().includes(line.trim())) view.dispatch({ changes: { from: 0, insert: line } });
      view.focus();
    },
  };
}

