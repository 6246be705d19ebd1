import { render } from "preact";
import { App } from "./app";
import { browserClock, edgesTo, styleSheet } from "./browser";
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
 *	                 │        └─ settings/    a script of its own, for those who open it
 *	                          └─ PageView ── Replica (src/mirror), PointerLayer
 */
const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");

const preferences = new Preferences(localStorage, navigator.languages);
preferences.applyTo(document.documentElement, matchMedia("(prefers-color-scheme: dark)"));
const loadSettings = async () => {
  const [{ Settings }] = await Promise.all([import("./settings/main"), styleSheet("/console/settings.css")]);
  return Settings;
};
const app = new App({ origin: location.origin, window, preferences, clock: browserClock, loadSettings, ...edgesTo(location.origin) });
render(<Root app={app} />, root);
void app.begin();
