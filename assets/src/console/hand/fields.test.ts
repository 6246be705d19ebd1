// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RemoteEvent } from "../../act/event";
import { Fields } from "./fields";
import { Keys } from "./keys";
import { Modes } from "./modes";

/** A copy with fields, a hand over it. Ids are the order of the elements. */
function stage(...controls: readonly HTMLElement[]): { fields: Fields; keys: Keys; modes: Modes; room: HTMLElement; sent: RemoteEvent[]; edit(control: HTMLElement): void } {
  const sent: RemoteEvent[] = [];
  const send = (event: RemoteEvent): void => { sent.push(event); };
  const room = document.createElement("div");
  const copy = document.createElement("div");
  copy.append(...controls);
  document.body.append(copy, room);
  const modes = new Modes(signal(["view", "fill", "click"]));
  const keys = new Keys(document, modes, send);
  room.append(keys.element);
  // By attribute and not by identity: happy-dom's select is one thing to its page and another to its methods.
  for (const [index, element] of controls.entries()) element.id = String(index + 1);
  const idOf = (node: Node): number | undefined => Number((node as Element).id) || undefined;
  const fields = new Fields({ document, modes, keys, room, send, boxOf: (element) => element.getBoundingClientRect(), copy: { frame: document.createElement("iframe"), idOf } });
  return { fields, keys, modes, room, sent, edit: (control) => { fields.edit({ element: control, node: idOf(control) ?? 0 }); } };
}

function control<K extends "input" | "select" | "textarea">(name: K, attributes: Record<string, string> = {}): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.getClientRects = () => [new DOMRect(0, 0, 10, 10)] as unknown as DOMRectList;
  return element;
}

const ours = (room: HTMLElement): HTMLInputElement | null => room.querySelector<HTMLInputElement>(".hand-field, .hand-list");

/** Chromium fires `blur` while it takes the element with the focus out, and objects when the element is gone after that. */
function removesAsChromium(element: HTMLElement): void {
  const remove = element.remove.bind(element);
  element.remove = () => {
    element.dispatchEvent(new Event("blur"));
    if (!element.isConnected) throw new DOMException("The node to be removed is no longer a child of this node. Perhaps it was moved in a 'blur' event handler?", "NotFoundError");
    remove();
  };
}

beforeEach(() => {
  document.body.replaceChildren();
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
});

describe("I3, I4: the field that the agent fills in", () => {
  it("lies over the customer's, keeps the hand in its mode, and tells the other side of its beginning and end", () => {
    const name = control("input");
    const { fields, modes, room, sent, edit } = stage(name);
    edit(name);
    expect(fields.isOpen).toBe(true);
    expect(modes.mode.value).toBe("act");
    expect(document.activeElement).toBe(ours(room));
    fields.close();
    expect(ours(room)).toBeNull();
    expect(modes.mode.value).toBe("plain");
    expect(sent).toEqual([{ kind: "open", node: 1 }, { kind: "close", node: 1 }]);
  });

  it("closes once, although taking it out makes it lose the focus", () => {
    for (const theirs of [control("input"), control("input", { type: "date" }), control("select")]) {
      const { fields, room, sent, edit } = stage(theirs);
      edit(theirs);
      const element = ours(room);
      if (!element) throw new Error("no field");
      removesAsChromium(element);
      expect(() => { fields.close(); }).not.toThrow();
      expect(ours(room)).toBeNull();
      expect(sent.filter(({ kind }) => kind === "close").length).toBe(theirs.localName === "input" && theirs.getAttribute("type") === null ? 1 : 0);
    }
  });

  it("closes when the focus goes elsewhere on the screen, not when the window loses it", () => {
    const name = control("input");
    const { fields, room, edit } = stage(name);
    edit(name);
    vi.spyOn(document, "hasFocus").mockReturnValue(false);
    ours(room)?.dispatchEvent(new Event("blur"));
    expect(fields.isOpen).toBe(true);
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    ours(room)?.dispatchEvent(new Event("blur"));
    expect(fields.isOpen).toBe(false);
  });

  it("gives Tab and Enter to the customer's page; Tab opens the next field, Esc closes", () => {
    const [first, second] = [control("input"), control("textarea")];
    const { fields, room, sent, edit } = stage(first, second);
    edit(first);
    const press = (key: string): void => { ours(room)?.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true })); };
    press("Enter");
    press("Tab");
    expect(sent.filter((event) => event.kind === "key").map(({ key, phase, node }) => `${key} ${phase} ${String(node)}`)).toEqual(["Enter down 1", "Enter up 1", "Tab down 1", "Tab up 1"]);
    expect(ours(room)?.localName).toBe("textarea");
    press("Enter"); // a line of its own text
    expect(sent.filter(({ kind }) => kind === "key")).toHaveLength(4);
    press("Escape");
    expect(fields.isOpen).toBe(false);
  });

  it("chooses from a list of ours and closes it; sets a date as a whole", () => {
    const size = control("select");
    for (const name of ["S", "M"]) {
      const option = document.createElement("option");
      option.textContent = name;
      size.append(option);
    }
    const day = control("input", { type: "date" });
    const { fields, room, sent, edit } = stage(size, day);
    edit(size);
    const list = room.querySelector<HTMLSelectElement>(".hand-list");
    if (list) list.selectedIndex = 1;
    list?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    expect(sent).toContainEqual({ kind: "choose", node: 1, options: [1] });
    expect(fields.isOpen).toBe(false);
    edit(day);
    const field = ours(room);
    if (field) field.value = "2026-12-24";
    field?.dispatchEvent(new Event("input"));
    expect(sent).toContainEqual({ kind: "set", node: 2, value: "2026-12-24" });
  });

  it("leaves disabled ones alone, and closes when the customer's field is gone", () => {
    const [off, name] = [control("input", { disabled: "" }), control("input")];
    const { fields, edit } = stage(off, name);
    edit(off);
    expect(fields.isOpen).toBe(false);
    edit(name);
    name.remove();
    fields.follow();
    expect(fields.isOpen).toBe(false);
  });
});
