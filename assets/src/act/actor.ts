import { type CaretRequest, decodeEvent, type EditRequest, type MarkRequest, type PointerRequest, type RemoteEvent, type UnmarkRequest } from "./event";
import { type Caret, Field } from "./field";
import type { Gate } from "./gate";
import { choose, pressKey, setWhole } from "./keyboard";
import type { Outcome } from "./outcome";
import type { TextControl } from "./native";
import { Presser } from "./press";
import { placeIn } from "./scroll";
import { goTo, scrollerOf } from "../mirror/anchor";
import type { Json } from "../shared/json";

export interface ActorOptions {
  readonly gate: Gate;
  /** The element that the mirror knows by this id. */
  element(node: number): Element | undefined;
  tell(outcome: Outcome): void;
  /** Puts a question to the customer; resolves to their answer. */
  ask(about: "own_click" | "outside", target: Element, url: string | undefined): Promise<boolean>;
  /** A box was scrolled as this request wanted it, or as far as it goes: the mirror tells the agent's side. */
  scrolled(element: Element, seq: number, isThere: boolean): void;
  /** Draws, or takes all marks away. */
  mark(event: MarkRequest | UnmarkRequest): void;
  /** The agent takes the input for themselves, or gives it back. */
  take(isTaken: boolean): void;
  /** I4: shows where the agent is: in this field, at this place of its text, which is null where there is none to be at. Undefined: in no field. */
  showCaret(at: { readonly control: Element; readonly caret: Caret | null } | undefined): void;
  /** Loads beforehand what favourites need. */
  warm(): void;
  /** Leads to another page of the site. */
  go(url: URL): void;
}

/** Fields open at once; an agent has one caret, and a few more while changing between fields. */
const maxFields = 8;

/** Takes the agent's events one by one, past the gate, and carries out what it lets through. One per link. */
export class Actor {
  readonly #presser = new Presser();
  readonly #fields = new Map<number, Field>();
  #frame = 0;

  constructor(private readonly options: ActorOptions) {}

  /** One event as the agent's side sent it, with the number that the outcome will name. */
  async receive(seq: number, body: Json): Promise<void> {
    const event = decodeEvent(body);
    if (!event) {
      this.options.tell({ kind: "denied", seq, why: "malformed" });
      return;
    }
    const verdict = this.options.gate.judge(event);
    if (verdict.kind === "denied") {
      // A press that may not end is let go of, or the page would drag for ever.
      if (event.kind === "pointer") this.#presser.cancel();
      this.options.tell({ kind: "denied", seq, why: verdict.why });
      return;
    }
    // Of a click only its end asks: the question is about what the click would do.
    if (verdict.kind === "ask" && (event.kind !== "pointer" || event.phase === "up")) {
      await this.#askFirst(seq, event, verdict);
      return;
    }
    this.options.tell(this.#carryOut(seq, event, verdict.target) ? { kind: "done", seq } : { kind: "denied", seq, why: "stale" });
  }

  /** The version of a field's text that the agent has been told, changes of this very moment included; 0 for one that they do not fill in. */
  versionOf(node: number): number {
    const field = this.#fields.get(node);
    field?.look();
    return field?.version ?? 0;
  }

  /** Ends everything that is under way. */
  stop(): void {
    this.#presser.cancel();
    for (const field of this.#fields.values()) field.close();
    this.#fields.clear();
    cancelAnimationFrame(this.#frame);
  }

  async #askFirst(seq: number, event: RemoteEvent, verdict: { target: Element; about: "own_click" | "outside" }): Promise<void> {
    this.options.tell({ kind: "asking", seq });
    const url = event.kind === "go" ? event.url : verdict.target.closest("a[href], area[href]")?.getAttribute("href");
    const isAllowed = await this.options.ask(verdict.about, verdict.target, url ?? undefined);
    // Time has passed: consent may be gone, and so may the element.
    const now = this.options.gate.judge(event);
    if (!isAllowed || now.kind === "denied") {
      this.#presser.cancel();
      this.options.tell({ kind: "denied", seq, why: now.kind === "denied" ? now.why : "customer_said_no" });
      return;
    }
    this.#carryOut(seq, event, now.target);
    this.options.tell({ kind: "done", seq });
  }

  /** False if the event fits nothing any more. */
  #carryOut(seq: number, event: RemoteEvent, target: Element): boolean {
    switch (event.kind) {
      case "pointer":
        this.#press(event, target);
        return true;
      case "key":
        pressKey(target, event);
        return true;
      case "choose":
        if (target.localName === "select") choose(target as HTMLSelectElement, event.options);
        return target.localName === "select";
      case "set":
        if (isTextControl(target)) setWhole(target, event.value);
        return isTextControl(target);
      case "open":
        return isTextControl(target) && this.#open(event.node, target);
      case "edit":
        return this.#edit(event);
      case "close":
        this.#close(event.node);
        return true;
      case "caret":
        return this.#caret(event, target);
      case "leave":
        this.options.showCaret(undefined);
        return true;
      case "scroll": {
        const anchor = this.options.element(event.anchor);
        const place = anchor && placeIn(target, anchor, event);
        if (place) this.options.scrolled(target, seq, goTo(scrollerOf(target), place));
        return place !== undefined;
      }
      case "mark":
      case "unmark":
        this.options.mark(event);
        return true;
      case "take":
        this.options.take(event.isTaken);
        return true;
      case "warm":
        this.options.warm();
        return true;
      case "go":
        this.options.go(new URL(event.url, document.baseURI));
        return true;
    }
  }

  #press(event: PointerRequest, target: Element): void {
    if (event.phase === "down") this.#presser.down(target, event);
    else if (event.phase === "move") this.#presser.move(target, event);
    else this.#presser.up(target, event);
  }

  #open(node: number, control: TextControl): boolean {
    this.#close(node);
    const oldest = this.#fields.keys().next();
    if (this.#fields.size >= maxFields && oldest.done !== true) this.#close(oldest.value);
    const field = new Field(control, (change) => {
      // The field may have been masked, or the grant taken back, since it was opened.
      if (this.options.gate.judge({ kind: "open", node }).kind === "allowed") this.options.tell({ kind: "change", node, ...change });
      else this.#close(node);
    }, (caret) => { this.options.showCaret({ control, caret }); });
    this.#fields.set(node, field);
    this.options.tell({ kind: "field", node, version: field.version, value: field.value });
    if (this.#fields.size === 1) this.#look();
    return true;
  }

  #edit(event: EditRequest): boolean {
    const field = this.#fields.get(event.node);
    if (!field) return false;
    if (field.edit(event.version, event.edit, event.caret)) return true;
    this.#open(event.node, field.control);
    return false;
  }

  #caret({ node, at }: CaretRequest, control: Element): boolean {
    if (at) return this.#fields.get(node)?.point(at) ?? false;
    this.options.showCaret({ control, caret: null });
    return true;
  }

  #close(node: number): void {
    const field = this.#fields.get(node);
    if (!field) return;
    field.close();
    this.#fields.delete(node);
    this.options.showCaret(undefined);
  }

  /** While fields are open, sees once a frame what the page did to them without saying so. */
  #look(): void {
    this.#frame = requestAnimationFrame(() => {
      for (const field of this.#fields.values()) field.look();
      if (this.#fields.size > 0) this.#look();
    });
  }
}

const textTypes = new Set(["text", "search", "url", "tel", "email", "password", "number", "date", "time", "datetime-local", "month", "week", "color", "range"]);

function isTextControl(element: Element): element is TextControl {
  return element.localName === "textarea" || (element.localName === "input" && textTypes.has((element as HTMLInputElement).type));
}
