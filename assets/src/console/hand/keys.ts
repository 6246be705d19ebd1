import type { RemoteEvent } from "../../act/event";
import type { Modes } from "./modes";

/** Where keys go: the element pressed last. */
interface Aim {
  readonly element: Element;
  readonly node: number;
}

const modifierKeys = new Set(["Alt", "AltGraph", "Control", "Meta", "Shift", "CapsLock", "Fn"]);

/**
 * Keys for everything but text fields: Enter on a button, arrows in a slider, text in a rich editor. An unseen field has the focus meanwhile, so that
 * input methods and dead keys work; what they put into it goes out letter by letter.
 */
export class Keys {
  readonly element: HTMLTextAreaElement;
  #aim: Aim | undefined;

  constructor(document: Document, private readonly modes: Modes, private readonly send: (event: RemoteEvent) => void) {
    this.element = document.createElement("textarea");
    this.element.className = "hand-keys";
    this.element.tabIndex = -1;
    this.element.setAttribute("aria-hidden", "true");
    this.element.addEventListener("keydown", (event) => { this.#down(event); });
    this.element.addEventListener("keyup", (event) => { this.#up(event); });
    this.element.addEventListener("input", (event) => { if (!(event as InputEvent).isComposing) this.#flush(); });
    this.element.addEventListener("compositionend", () => { this.#flush(); });
  }

  aim(aim: Aim): void {
    this.#aim = aim;
    this.element.focus({ preventScroll: true });
  }

  /** One key pressed and let go. */
  press(node: number, event: Pick<KeyboardEvent, "key" | "code" | "shiftKey">): void {
    const modifiers = { shift: event.shiftKey, ctrl: false, alt: false, meta: false };
    for (const phase of ["down", "up"] as const) this.send({ kind: "key", phase, node, key: event.key, code: event.code, modifiers });
  }

  #down(event: KeyboardEvent): void {
    if (!this.#isOurs(event)) return;
    // Letters for a rich editor come as text, by way of the input method.
    if ([...event.key].length === 1 && this.#isRich && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#tell("down", event);
  }

  #up(event: KeyboardEvent): void {
    if (!this.#isOurs(event) || ([...event.key].length === 1 && this.#isRich)) return;
    this.#tell("up", event);
  }

  #flush(): void {
    const { value } = this.element;
    this.element.value = "";
    const aim = this.#aim;
    if (!aim || this.modes.mode.value !== "act") return;
    for (const letter of value) this.press(aim.node, { key: letter === "\n" ? "Enter" : letter, code: "", shiftKey: false });
  }

  get #isRich(): boolean {
    return this.#aim?.element.closest("[contenteditable]:not([contenteditable=false])") != null;
  }

  #isOurs(event: KeyboardEvent): boolean {
    return this.modes.mode.value === "act" && this.#aim !== undefined && !event.isComposing && event.key !== "Escape" && event.key !== "Dead" && event.key !== "Process" && !modifierKeys.has(event.key);
  }

  #tell(phase: "down" | "up", event: KeyboardEvent): void {
    const aim = this.#aim;
    if (!aim) return;
    const isHeld = this.modes.isHeld.value;
    const modifiers = { shift: event.shiftKey, ctrl: event.ctrlKey, alt: event.altKey && !isHeld, meta: event.metaKey };
    this.send({ kind: "key", phase, node: aim.node, key: event.key, code: event.code, modifiers });
  }
}
