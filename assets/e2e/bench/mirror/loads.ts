// What pages do to themselves all day, done here on purpose and at a known rate.

export type LoadName = "idle" | "typing" | "drag" | "animation" | "chat" | "texts";
export type RowsName = "inserted" | "re-ordered" | "removed";

/** Texts changed in a second by the load of that name. */
const TEXTS_A_SECOND = 10_000;
const ROWS = 1000;
const WORDS = "the order was sent on Monday and will be with you in two days unless the post is slow".split(" ");

/** What an animation library offers, as the test page has loaded it. */
interface Animation {
  pause(): void;
}
type Animate = (targets: string, options: Record<string, unknown>) => Animation;

declare global {
  interface Window {
    animate: Animate;
  }
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`no #${id}`);
  return element;
}

/** Says how many rows there are and which are first, in the middle and last. */
export function signature(doc: Document): string {
  const rows = doc.getElementById("rows")?.children ?? [];
  return [rows.length, ...[0, Math.floor(rows.length / 2), rows.length - 1].map((at) => rows[at]?.id ?? "")].join(":");
}

export class Loads {
  /** One change of a thousand rows, in one task. Returns when it was made, how long that held up the page, and what it should look like. */
  rows(what: RowsName): { at: number; expected: string } {
    const body = byId("rows");
    const at = performance.timeOrigin + performance.now();
    if (what === "inserted") body.append(...Array.from({ length: ROWS }, (_, i) => row(i)));
    else if (what === "re-ordered") body.append(...[...body.children].sort((a, b) => order(a) - order(b)));
    else body.replaceChildren();
    return { at, expected: signature(document) };
  }

  /** Runs a load for so long. Every change also stamps the page with the time, so that the other side can tell how old it is. */
  async run(load: LoadName, milliseconds: number): Promise<void> {
    const tick = this.#tick(load);
    const interval = { idle: 0, typing: 50, drag: 16, animation: 16, chat: 33, texts: 4 }[load];
    const end = performance.now() + milliseconds;
    let last = performance.now();
    while (performance.now() < end) {
      await new Promise((next) => {
        if (interval === 16) requestAnimationFrame(next);
        else setTimeout(next, interval === 0 ? milliseconds : interval);
      });
      if (interval === 0) continue;
      const time = performance.now();
      tick(time - last);
      last = time;
      stamp();
    }
    tick(-1);
  }

  /** A change after so many milliseconds; -1 ends the load. */
  #tick(load: LoadName): (elapsed: number) => void {
    switch (load) {
      case "idle":
        return () => undefined;
      case "typing":
        return typing();
      case "drag":
        return dragging();
      case "animation":
        return animating();
      case "chat":
        return chatting();
      case "texts":
        return texts();
    }
  }
}

function stamp(): void {
  byId("stamp").textContent = String(performance.timeOrigin + performance.now());
}

function row(i: number): Element {
  const line = document.createElement("tr");
  line.id = `r${i}`;
  line.className = i % 2 === 0 ? "even" : "odd";
  const cells = [`${i}`, `Customer ${i * 7919 % 1000}`, `order-${i}@example.com`, `€ ${(i * 37 % 900) + 0.5}`, i % 3 === 0 ? "paid" : "open"];
  line.append(...cells.map((text, at) => {
    const cell = document.createElement("td");
    cell.className = `c${at}`;
    cell.append(text);
    return cell;
  }));
  return line;
}

/** A shuffle that is the same each time. */
function order(line: Element): number {
  return Number(line.id.slice(1)) * 7919 % 1009;
}

function typing(): (elapsed: number) => void {
  const field = byId("field") as HTMLTextAreaElement;
  field.focus();
  let typed = 0;
  return (elapsed) => { if (elapsed >= 0) document.execCommand("insertText", false, "abcdefghij klmno ".charAt(typed++ % 17)); };
}

function dragging(): (elapsed: number) => void {
  const card = byId("card");
  let at = 0;
  return () => {
    at = (at + 5) % 800;
    card.style.transform = `translate(${at}px, ${Math.round(Math.sin(at / 50) * 40)}px)`;
  };
}

function animating(): (elapsed: number) => void {
  const animation = window.animate(".dot", { translateX: 300, rotate: 360, opacity: [0.2, 1], duration: 1200, loop: true, alternate: true, delay: (_: unknown, i: number) => i * 20 });
  return (elapsed) => { if (elapsed < 0) animation.pause(); };
}

/** An answer that comes word by word, thirty a second, and a new one every two seconds. */
function chatting(): (elapsed: number) => void {
  const log = byId("log");
  let words = 0;
  let line: HTMLElement | null = null;
  return (elapsed) => {
    if (elapsed < 0) return;
    if (words++ % 60 === 0 || line === null) {
      line = document.createElement("p");
      line.append(document.createElement("b"), "");
      log.append(line);
    }
    line.append(`${WORDS[words % WORDS.length] ?? ""} `);
    log.scrollTop = log.scrollHeight;
  };
}

function texts(): (elapsed: number) => void {
  const spans = [...byId("spans").children];
  let done = 0;
  let due = 0;
  return (elapsed) => {
    for (due += Math.max(0, elapsed) * TEXTS_A_SECOND / 1000; due >= 1; due--) {
      const span = spans[done % spans.length];
      if (span !== undefined) span.textContent = String(done++);
    }
  };
}
