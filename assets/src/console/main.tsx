import { render } from "preact";
import { App } from "./app";
import { browserClock, edgesTo, styleSheet, windowStorage } from "./browser";
import { Preferences } from "./preferences";
import { Root } from "./root";

/**
 * The agent's console.
 *
 *	main ── App ── Preferences          language, theme: chosen by the person, remembered
 *	         ├──── Api                  HTTP (web/openapi.yaml)
 *	         ├──── Line ── CoBrowse     one socket, any number of sessions (session/, free of any view)
 *	         │               ├─ Attempts ── Peer (src/link)     connections: the live one, the spare
 *	         │               └─ Chat
 *	         └──── Root ── Shell ── screens                     Preact; reads signals
 *	                 │        └─ later.ts     a script of its own: settings, history
 *	                          └─ PageView ── Replica (src/mirror), PointerLayer
 */
const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");

const preferences = new Preferences(localStorage, navigator.languages);
preferences.applyTo(document.documentElement, matchMedia("(prefers-color-scheme: dark)"));
const loadLater = async () => {
  const [later] = await Promise.all([import("./later"), styleSheet("/console/later.css")]);
  return later;
};
const app = new App({ origin: location.origin, window, preferences, tabStorage: windowStorage(), clock: browserClock, loadLater, ...edgesTo(location.origin) });
render(<Root app={app} />, root);
void app.begin();
