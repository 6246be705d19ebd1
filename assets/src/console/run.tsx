import { effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./app";
import { browserClock, edgesTo, styleSheet, whenQuiet, windowStorage } from "./browser";
import { Edition, editionIn } from "./edition";
import { type Kept, Preferences } from "./preferences";
import { Root } from "./root";
import type { Speech } from "./words/languages";

/**
 * The agent's console.
 *
 *	main ── run ── App ── Preferences          language, theme: chosen by the person, remembered
 *	                ├──── Api                  HTTP (web/openapi.yaml)
 *	                ├──── Desk                 the chat: one socket, conversations and files (desk/)
 *	                └──── Root ── Shell ── screens             Preact; reads signals
 *	                                ├─ later.ts     a script of its own: settings, history
 *	                                └─ session.ts   a script of its own: what a co-browse takes
 *	                                     ├─ Sessions ── Line ── CoBrowse    one socket, any number of sessions (session/, free of any view)
 *	                                     │                        ├─ Attempts ── Peer (src/link)     connections: the live one, the spare
 *	                                     │                        └─ Chat
 *	                                     └─ PageView ── Replica (src/mirror), PointerLayer
 */
export function run(root: HTMLElement, kept: Kept, speech: Speech): void {
  const preferences = new Preferences(kept, navigator.languages, speech);
  preferences.applyTo(document.documentElement, matchMedia("(prefers-color-scheme: dark)"));
  const edges = edgesTo(location.origin);
  const app = new App({
    origin: location.origin,
    window,
    preferences,
    tabStorage: windowStorage(),
    clock: browserClock,
    edition: new Edition(() => document.querySelector("meta[name=edition]")?.getAttribute("content") ?? null, async () => editionIn(await (await fetch("/console/")).text())),
    loadLater: async () => {
      const [later] = await Promise.all([import("./later"), styleSheet("/console/later.css")]);
      return later;
    },
    loadSession: async () => {
      const [{ sessionPart }] = await Promise.all([import("./session"), styleSheet("/console/session.css")]);
      return sessionPart(edges.checkSocket);
    },
    ...edges,
  });
  render(<Root app={app} />, root);
  // Who answers customers will share their page: when it comes to that, nothing is left to be fetched.
  effect(() => { if (app.me.value) whenQuiet(() => { void app.session.fetch(); }); });
  void app.begin();
}
