// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import type { RemoteEvent } from "../../act/event";
import { Keys } from "./keys";
import { Modes } from "./modes";

function stage(): { keys: Keys; modes: Modes; sent: string[]; type(type: "keydown" | "keyup", key: string, more?: KeyboardEventInit): boolean; input(text: string, more?: InputEventInit): void } {
  const sent: string[] = [];
  const modes = new Modes(signal(["view", "fill", "click"]));
  const keys = new Keys(document, modes, (event: RemoteEvent) => {
    if (event.kind === "key") sent.push(`${event.phase} ${event.key} ${String(event.node)}${event.modifiers.alt ? " alt" : ""}${event.modifiers.shift ? " shift" : ""}`);
  });
  document.body.append(keys.element);
  return {
    keys, modes, sent,
    type: (type, key, more) => {
      const event = new KeyboardEvent(type, { key, cancelable: true, ...more });
      keys.element.dispatchEvent(event);
      return event.defaultPrevented;
    },
    input: (text, more) => {
      keys.element.value = text;
      keys.element.dispatchEvent(new InputEvent("input", more));
    },
  };
}

beforeEach(() => { document.body.replaceChildren(); });

describe("I3: keys for what is no text field", () => {
  it("go to the element pressed last, while the hand acts, and nowhere else", () => {
    const { keys, modes, sent, type } = stage();
    type("keydown", "Enter");
    modes.toggle("act");
    expect(type("keydown", "Enter")).toBe(false);
    keys.aim({ element: document.createElement("button"), node: 7 });
    expect(document.activeElement).toBe(keys.element);
    expect(type("keydown", "Enter")).toBe(true);
    type("keyup", "Enter");
    modes.toggle("act");
    type("keydown", "Enter");
    expect(sent).toEqual(["down Enter 7", "up Enter 7"]);
  });

  it("leave out Esc, modifiers alone, and what an input method is at work on", () => {
    const { keys, modes, sent, type } = stage();
    modes.toggle("act");
    keys.aim({ element: document.createElement("button"), node: 7 });
    for (const key of ["Escape", "Alt", "Shift", "Control", "Dead", "Process"]) type("keydown", key);
    type("keydown", "a", { isComposing: true });
    expect(sent).toEqual([]);
  });

  it("do not carry the key that holds the mode; one that was pressed besides a locked mode they do", () => {
    const { keys, modes, sent, type } = stage();
    modes.hold({ altKey: true, ctrlKey: false, metaKey: false });
    keys.aim({ element: document.createElement("button"), node: 7 });
    type("keydown", "ArrowUp", { altKey: true, shiftKey: true });
    modes.hold({ altKey: false, ctrlKey: false, metaKey: false });
    modes.toggle("act");
    type("keydown", "ArrowDown", { altKey: true });
    expect(sent).toEqual(["down ArrowUp 7 shift", "down ArrowDown 7 alt"]);
  });

  it("come to a rich editor as the text that an input method makes of them, letter by letter", () => {
    const { keys, modes, sent, type, input } = stage();
    const rich = document.createElement("div");
    rich.setAttribute("contenteditable", "true");
    modes.toggle("act");
    keys.aim({ element: rich, node: 9 });
    expect(type("keydown", "h")).toBe(false);
    input("´", { isComposing: true });
    expect(sent).toEqual([]);
    input("é\n");
    expect(sent).toEqual(["down é 9", "up é 9", "down Enter 9", "up Enter 9"]);
    expect(keys.element.value).toBe("");
    type("keydown", "ArrowLeft");
    expect(sent.at(-1)).toBe("down ArrowLeft 9");
  });
});
