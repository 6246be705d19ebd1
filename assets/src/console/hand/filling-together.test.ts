// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { Actor } from "../../act/actor";
import type { RemoteEvent } from "../../act/event";
import type { Caret } from "../../act/field";
import { Gate } from "../../act/gate";
import type { Outcome } from "../../act/outcome";
import type { Json } from "../../shared/json";
import { seeded } from "../../shared/seeded";
import { TextEditor } from "./text-editor";

/** One field of the customer's page, filled in by them and, over a line on which everything takes its time, by the agent. */
class Desk {
  readonly theirs = document.createElement("textarea");
  readonly editor: TextEditor;
  readonly toCustomer: RemoteEvent[] = [];
  readonly toAgent: Outcome[] = [];
  /** Where the customer's page shows the agent's caret. */
  shown: Caret | null | undefined;
  readonly #actor: Actor;

  constructor(text: string) {
    this.theirs.value = text;
    const copy = document.createElement("textarea");
    copy.value = text;
    document.body.append(this.theirs, copy);
    const element = (): Element => this.theirs;
    const gate = new Gate({ isLive: () => true, grants: () => ["fill"], element, cover: () => "shown", isOwn: () => false, isInside: () => true });
    this.#actor = new Actor({
      gate, element, tell: (outcome) => { this.toAgent.push(outcome); }, ask: () => Promise.resolve(true), go: () => undefined, mark: () => undefined, take: () => undefined, scrolled: () => undefined, warm: () => undefined,
      showCaret: (at) => { this.shown = at?.caret; },
    });
    this.editor = new TextEditor(document, 1, copy, (event) => { this.toCustomer.push(event); });
    document.body.append(this.editor.element);
    this.theirs.focus();
  }

  get ours(): HTMLInputElement | HTMLTextAreaElement {
    return this.editor.element;
  }

  async deliver(side: "customer" | "agent"): Promise<void> {
    if (side === "customer") {
      const event = this.toCustomer.shift();
      if (event) await this.#actor.receive(1, event as unknown as Json);
      return;
    }
    const outcome = this.toAgent.shift();
    if (outcome?.kind === "field") this.editor.opened(outcome.version, outcome.value);
    else if (outcome?.kind === "change") this.editor.changed(outcome);
    else if (outcome?.kind === "caret") this.editor.pointed(outcome.at ?? undefined);
  }

  async deliverAll(): Promise<void> {
    while (this.toCustomer.length + this.toAgent.length > 0) {
      await this.deliver("customer");
      await this.deliver("agent");
    }
  }

  /** The customer's caret is told, as OwnCaret does. */
  point(): void {
    const { selectionStart: from, selectionEnd: to } = this.theirs;
    this.toAgent.push({ kind: "caret", node: 1, at: { version: this.#actor.versionOf(1), from, to } });
  }

  stop(): void {
    this.#actor.stop();
  }
}

/** A letter at the caret, in place of what is selected, as a browser puts it in. */
function type(field: HTMLInputElement | HTMLTextAreaElement, letter: string): void {
  const [from, to] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
  field.value = field.value.slice(0, from) + letter + field.value.slice(to);
  field.setSelectionRange(from + letter.length, from + letter.length);
  field.dispatchEvent(new Event("input"));
}

function goTo(field: HTMLInputElement | HTMLTextAreaElement, at: number): void {
  field.setSelectionRange(at, at);
  field.dispatchEvent(new Event("selectionchange"));
}

const lettersOf = (text: string, wanted: RegExp): string => [...(text.match(wanted) ?? [])].sort().join("");

beforeEach(() => {
  document.body.replaceChildren();
  document.hasFocus = () => true;
});

describe("I4: a field that both type in at once", () => {
  it("loses no letter of either, shows the agent's at once, and each sees the other's caret, whenever messages arrive", async () => {
    const random = seeded(21);
    const below = (limit: number): number => Math.floor(random() * limit);
    for (let round = 0; round < 60; round++) {
      const desk = new Desk("0123456789");
      const typed = { agent: "", customer: "" };
      for (let step = 0; step < 80; step++) {
        switch (below(6)) {
          case 0: {
            const before = desk.ours.value;
            const letter = String.fromCharCode(97 + (typed.agent.length % 26));
            type(desk.ours, letter);
            typed.agent += letter;
            expect(desk.ours.value).toHaveLength(before.length + 1);
            break;
          }
          case 1: {
            const letter = String.fromCharCode(65 + (typed.customer.length % 26));
            type(desk.theirs, letter);
            typed.customer += letter;
            break;
          }
          case 2:
            if (below(3) === 0) goTo(desk.ours, below(desk.ours.value.length + 1));
            else if (below(2) === 0) goTo(desk.theirs, below(desk.theirs.value.length + 1));
            break;
          case 3:
            desk.point();
            break;
          case 4:
            await desk.deliver("customer");
            break;
          default:
            await desk.deliver("agent");
        }
      }
      await desk.deliverAll();
      desk.point();
      await desk.deliverAll();
      const { value } = desk.theirs;
      expect(desk.ours.value).toBe(value);
      expect(lettersOf(value, /[a-z]/g)).toBe(lettersOf(typed.agent, /[a-z]/g));
      expect(lettersOf(value, /[A-Z]/g)).toBe(lettersOf(typed.customer, /[A-Z]/g));
      expect(value.replace(/\D/g, "")).toBe("0123456789");
      expect(desk.shown).toEqual({ from: desk.ours.selectionStart, to: desk.ours.selectionEnd });
      expect(desk.editor.theirs).toEqual({ from: desk.theirs.selectionStart, to: desk.theirs.selectionEnd });
      desk.stop();
    }
  });

  it("keeps the letters of one together where each types at a place of their own", async () => {
    const desk = new Desk("begin  end");
    await desk.deliverAll();
    goTo(desk.theirs, 0);
    goTo(desk.ours, 6);
    for (const letter of "agent") {
      type(desk.ours, letter);
      type(desk.theirs, letter.toUpperCase());
      await desk.deliver("customer");
      await desk.deliver("agent");
    }
    await desk.deliverAll();
    expect(desk.theirs.value).toBe("AGENTbegin agent end");
    expect(desk.ours.value).toBe(desk.theirs.value);
    desk.stop();
  });

  it("takes a selection of the agent's along with what the customer writes before it", async () => {
    const desk = new Desk("one two");
    await desk.deliverAll();
    desk.ours.setSelectionRange(4, 7);
    desk.ours.dispatchEvent(new Event("selectionchange"));
    await desk.deliverAll();
    expect(desk.shown).toEqual({ from: 4, to: 7 });
    goTo(desk.theirs, 0);
    type(desk.theirs, "zero ");
    expect(desk.shown).toEqual({ from: 9, to: 12 });
    desk.editor.close();
    await desk.deliverAll();
    expect(desk.shown).toBeUndefined();
    desk.stop();
  });
});
