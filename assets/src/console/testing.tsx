import { render } from "preact";
import { expect, vi } from "vitest";
import type { ServerMessage } from "../shared/wire.gen";
import { App, type SocketEvents } from "./app";
import { Edition } from "./edition";
import * as later from "./later";
import { Preferences } from "./preferences";
import { Root } from "./root";
import { SessionScreen } from "./screens/session/session";
import { Sessions } from "./session/sessions";
import { HandClock, HandPeer, HandSocket, settled } from "./session/testing";
import { en } from "./words/en";

/** What the server answers, by "METHOD path"; anything else is 404. */
export type Answer = readonly [status: number, body: unknown];
export type Answers = Record<string, Answer>;

export const problem = (status: number, code: string, more: object = {}): Answer => [status, { type: "about:blank", title: "", status, code, detail: "Said by the server.", ...more }];

/** The whole console in a page, with its edges to the network in the test's hands. */
export class Bench {
  readonly calls: { readonly what: string; readonly body: unknown }[] = [];
  readonly socket = new HandSocket();
  readonly host = document.createElement("div");
  answers: Answers = {};
  /** The server's edition of the console; the page is of "1". */
  edition = "1";
  /** The desk's socket is open, for the first time or again. */
  reopenDesk = (): void => undefined;
  #socketEvents: SocketEvents | null = null;

  async open(hash: string, answers: Answers): Promise<void> {
    location.hash = hash;
    this.answers = answers;
    vi.stubGlobal("fetch", (request: Request) => this.#answer(request));
    vi.stubGlobal("RTCPeerConnection", class { createDataChannel(): void { throw new Error("no link here"); } }); // that there is one is asked before co-browsing is offered
    document.body.append(this.host);
    const app = new App({
      origin: "http://console.example",
      window,
      preferences: new Preferences(localStorage, ["en"], { language: "en", words: en, load: () => Promise.resolve(en) }),
      clock: new HandClock(),
      edition: new Edition(() => "1", () => Promise.resolve(this.edition)),
      openSocket: (events) => {
        this.#socketEvents = events;
        events.onOpen(this.socket.send);
        return () => undefined;
      },
      openDesk: (events) => {
        this.reopenDesk = () => { events.onOpen(() => true); };
        return () => undefined;
      },
      makeFilePeer: () => { throw new Error("no file here"); },
      loadLater: () => Promise.resolve(later),
      loadSession: () => Promise.resolve({
        SessionScreen,
        follow: (clock) => new Sessions({ clock, newId: () => crypto.randomUUID(), makePeer: (ice, events) => new HandPeer(ice, events, 0) }),
      }),
      tabStorage: null,
    });
    render(<Root app={app} />, this.host);
    await app.begin();
  }

  close(): void {
    render(null, this.host);
    this.host.remove();
    vi.unstubAllGlobals();
  }

  async sees(text: string): Promise<void> {
    await eventually(() => { expect(this.host.textContent).toContain(text); });
  }

  /** The server says something on the console's socket. */
  say(message: ServerMessage): void {
    this.#socketEvents?.onMessage(message);
  }

  /** The last body that was sent so. */
  sent(what: string): unknown {
    return this.calls.filter((call) => call.what === what).at(-1)?.body;
  }

  async press(word: string): Promise<void> {
    await settled(); // what was typed is drawn
    await eventually(() => {
      const button = [...this.host.querySelectorAll("button")].find((one) => one.textContent.startsWith(word));
      if (!button) throw new Error(`no button ${word}`);
      button.click();
    });
  }

  type(selector: string, text: string): void {
    const field = this.host.querySelector<HTMLInputElement>(selector);
    if (!field) throw new Error(`no ${selector}`);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Fills in the field with this label. */
  async fill(label: string, text: string): Promise<void> {
    await eventually(() => {
      const id = [...this.host.querySelectorAll("label")].find((one) => one.textContent === label)?.htmlFor ?? "";
      const field = this.host.querySelector<HTMLInputElement>(`[id="${id}"]`);
      if (!field) throw new Error(`no ${label}`);
      field.value = text;
      field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
    });
  }

  async #answer(request: Request): Promise<Response> {
    const what = `${request.method} ${new URL(request.url).pathname}`;
    const text = await request.text();
    this.calls.push({ what, body: text === "" ? null : JSON.parse(text) });
    const [status, body] = this.answers[what] ?? problem(404, "not_found");
    return new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { "Content-Type": status < 400 ? "application/json" : "application/problem+json" } });
  }
}

/** Waits until nothing is thrown any more. On a machine that has other things to do a second is not long. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000 });
}
