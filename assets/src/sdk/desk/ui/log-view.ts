import type { Entry } from "../../../shared/wire.gen";
import { sizeText } from "../../../files/size";
import { el } from "../../ui/dom";
import type { Line } from "../log";
import type { VisitModel } from "../visit-world";
import type { DeskWords } from "../words/words";
import { linkedText } from "./linked-text";

/** As close to the end as this, in pixels, counts as being at the end: fractions of a pixel are common. */
const endSlack = 24;

/** The conversation itself. A screen reader hears what is added. */
export class LogView {
  readonly element: HTMLElement;
  readonly #words: DeskWords;
  readonly #lines = el("div", { class: "desk-lines" });
  readonly #typing = el("p", { class: "desk-typing", "aria-hidden": "true", hidden: true });
  #shown: readonly Line[] = [];
  #isAtEnd = true;

  constructor(words: DeskWords) {
    this.#words = words;
    this.element = el("div", { class: "desk-log", role: "log", "aria-labelledby": "desk-title", tabindex: "0" }, this.#lines, this.#typing);
    this.element.addEventListener("scroll", () => { this.#isAtEnd = this.#endIsNear(); });
    // Files below it take of its height.
    new ResizeObserver(() => { if (this.#isAtEnd) this.toEnd(); }).observe(this.element);
  }

  show({ lines, typing, theirs, chat }: VisitModel): void {
    const wasAtEnd = this.#endIsNear();
    const last = lines[lines.length - 1];
    const isMineNew = last?.state === "sending" && last.id !== this.#shown[this.#shown.length - 1]?.id;
    this.#draw(lines);
    this.#mark(lines, theirs);
    const { talk } = this.#words;
    this.#typing.hidden = typing === undefined;
    this.#typing.textContent = typing === undefined ? "" : talk.typing(typing || chat?.agent_name || talk.agent);
    if (wasAtEnd || isMineNew) this.toEnd();
  }

  #endIsNear(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight <= endSlack;
  }

  toEnd(): void {
    this.element.scrollTop = this.element.scrollHeight;
  }

  /** Lines that are here already stay the elements that they are: a screen reader must not hear them again. */
  #draw(lines: readonly Line[]): void {
    let at = 0;
    while (at < lines.length && isSame(lines[at], this.#shown[at])) at++;
    for (const old of [...this.#lines.children].slice(at)) old.remove();
    for (const line of lines.slice(at)) this.#lines.append(this.#line(line, lines));
    this.#shown = lines;
  }

  #line(line: Line, lines: readonly Line[]): HTMLElement {
    const { talk } = this.#words;
    if (line.state !== "kept") {
      return el("div", { class: `desk-line mine ${line.state}` },
        el("span", { class: "desk-unseen" }, `${talk.you}: `), el("p", { dir: "auto" }, ...linkedText(line.text)),
        el("span", { class: "desk-note" }, line.state === "sending" ? talk.sending : talk.refused));
    }
    const { entry } = line;
    if (entry.kind === "event" || entry.from === "system") {
      const said = this.#event(entry);
      return el("p", { class: "desk-event", hidden: said === "" }, said);
    }
    const isMine = entry.from === "customer";
    const name = isMine ? talk.you : entry.name || talk.agent;
    const before = lines[lines.indexOf(line) - 1];
    const isFirst = !isMine && !(before?.state === "kept" && before.entry.from === "agent" && before.entry.kind !== "event" && before.entry.name === entry.name);
    const text = entry.kind === "file" ? fileText(entry, this.#words) : entry.text;
    return el("div", { class: `desk-line ${isMine ? "mine" : "theirs"}` },
      el("span", { class: isFirst ? "desk-who" : "desk-unseen" }, isFirst ? name : `${name}: `),
      el("p", { dir: "auto" }, ...linkedText(text)),
      el("span", { class: "desk-note" }, el("time", { datetime: entry.at }, timeOf(entry.at, this.#words.lang)), el("span", { class: "desk-mark" })));
  }

  #event({ event, name, text }: Entry): string {
    const { events } = this.#words;
    switch (event) {
      case "assigned":
        return events.assigned(name);
      case "joined":
      case "parted":
        return events[event](name || this.#words.talk.agent);
      case "transferred":
        return events.transferred(text);
      case "returned":
      case "cobrowse_started":
      case "cobrowse_ended":
      case "left":
      case "ended":
        return events[event];
      default: // started and rated are no news to the person
        return event === undefined ? text : "";
    }
  }

  /** Under the newest of the person's own lines that got that far: sent, delivered, read (C2). */
  #mark(lines: readonly Line[], theirs: VisitModel["theirs"]): void {
    const { talk } = this.#words;
    let last = -1;
    for (const [at, line] of lines.entries()) if (line.state === "kept" && line.entry.from === "customer" && line.entry.kind !== "event") last = at;
    for (const [at, element] of [...this.#lines.children].entries()) {
      const mark = element.querySelector(".desk-mark");
      const line = lines[at];
      if (!mark || line?.state !== "kept") continue;
      const text = at !== last ? "" : line.entry.seq <= theirs.read ? talk.read : line.entry.seq <= theirs.delivered ? talk.delivered : talk.sent;
      if (mark.textContent !== text) mark.textContent = text;
    }
  }
}

/** C7: what is left of a file: its name and size, and whether it arrived. */
function fileText({ text, size = 0, outcome }: Entry, { talk, lang }: DeskWords): string {
  return talk.file(`${text}, ${sizeText(size, lang)}`, outcome === "sent" || outcome === "elsewhere" ? undefined : outcome);
}

function isSame(a: Line | undefined, b: Line | undefined): boolean {
  return a !== undefined && b !== undefined && a.id === b.id && a.state === b.state;
}

export function timeOf(at: string, lang: string): string {
  return new Date(at).toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" });
}
