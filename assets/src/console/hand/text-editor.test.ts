// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { applyEdit } from "../../act/edit";
import type { RemoteEvent } from "../../act/event";
import { TextEditor } from "./text-editor";

function stage(value: string, name: "input" | "textarea" = "input"): { editor: TextEditor; ours: HTMLInputElement | HTMLTextAreaElement; sent: RemoteEvent[]; type(value: string): void } {
  const control = document.createElement(name);
  control.value = value;
  control.setAttribute("aria-label", "Name");
  document.body.append(control);
  const sent: RemoteEvent[] = [];
  const editor = new TextEditor(document, 5, control, (event) => { sent.push(event); });
  document.body.append(editor.element);
  return {
    editor, ours: editor.element, sent,
    type: (next) => {
      editor.element.value = next;
      editor.element.setSelectionRange(next.length, next.length);
      editor.element.dispatchEvent(new Event("input"));
    },
  };
}

/** The edits that went out, carried out on a text. */
const carriedOut = (text: string, sent: readonly RemoteEvent[]): string => sent.reduce((so, event) => (event.kind === "edit" ? applyEdit(so, event.edit) : so), text);

beforeEach(() => { document.body.replaceChildren(); });

describe("I4: a text field filled in together", () => {
  it("is one like theirs, with its name, its limit and its text", () => {
    const control = document.createElement("textarea");
    Object.assign(control, { value: "a\nb", maxLength: 20, readOnly: true });
    control.setAttribute("placeholder", "Notes");
    const { element } = new TextEditor(document, 5, control, () => undefined);
    expect([element.localName, element.value, element.maxLength, element.readOnly, element.getAttribute("aria-label")]).toEqual(["textarea", "a\nb", 20, true, "Notes"]);
  });

  it("keeps what is typed before the customer's side has answered, and sends it then", () => {
    const { editor, ours, sent, type } = stage("old");
    type("old and new");
    expect(sent).toEqual([{ kind: "open", node: 5 }]);
    editor.opened(0, "old");
    expect(carriedOut("old", sent)).toBe("old and new");
    expect(ours.value).toBe("old and new");
  });

  it("brings together what both typed meanwhile", () => {
    const { editor, ours, sent, type } = stage("middle");
    type("middle end");
    editor.opened(3, "begin middle");
    expect(ours.value).toBe("begin middle end");
    expect(carriedOut("begin middle", sent)).toBe("begin middle end");
  });

  it("shows what the customer types, and the caret stays at its place in the text", () => {
    const { editor, ours } = stage("one two");
    editor.opened(0, "one two");
    ours.setSelectionRange(4, 7);
    editor.changed({ version: 1, isYours: false, edit: ["zero "] });
    expect([ours.value, ours.selectionStart, ours.selectionEnd]).toEqual(["zero one two", 9, 12]);
  });

  it("asks for the field anew when a change is missing, and closes with a word", () => {
    const { editor, sent } = stage("x");
    editor.opened(0, "x");
    editor.changed({ version: 7, isYours: false, edit: ["y"] });
    editor.close();
    expect(sent.map(({ kind }) => kind)).toEqual(["open", "caret", "open", "close"]);
    expect(editor.element.isConnected).toBe(false);
  });
});
