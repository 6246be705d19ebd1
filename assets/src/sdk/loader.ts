/**
 * sdk.js: what every page of the site loads. It shows the way in and looks whether this tab has a session from the page before; everything
 * else is loaded when it is needed.
 *
 *	script tag ──► settings ──► surface with the entry button ──click──► widget.js ──code accepted──► share.js
 *	          └──► after the page: looks.js, how is the site's chat? ──presence, or click──► visit.js ──► chat.js
 *	          └──► session of the page before? ──► resume request, widget.js and share.js at the same time
 *
 * Before that it patches nothing, observes nothing and listens to two things: clicks on elements with `data-tandem-open`, and the page's return
 * from the back/forward cache (and to keys, where the site chose a hotkey).
 */
import type { ChatPart, Context, Resumption, ShareModule, TandemApi, TandemEvent, VisitContext, Widget } from "./context";
import type * as visitModule from "./desk/main";
import { makeEntry } from "./entry";
import { isHotkey } from "./hotkey";
import type * as framedModule from "./framed";
import type * as looksModule from "./looks";
import { readSettings, type Settings } from "./settings";
import { load, type Stored } from "./stored";
import { Surface } from "./surface";
import type * as widgetModule from "./widget";

declare global {
  interface Window {
    Tandem?: TandemApi;
  }
}

function start(script: HTMLScriptElement): void {
  const settings = readSettings(script);
  const surface = new Surface(settings);
  const listeners = new Set<(event: TandemEvent) => void>();
  const context: Context = {
    settings,
    surface,
    loadShare: once(() => import(`${settings.base}sdk/share.js`) as Promise<ShareModule>),
    tell: (event) => {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (problem) {
          console.error(problem);
        }
      }
    },
  };

  let widget: Promise<Widget> | undefined;
  let mounted: Widget | undefined;
  const loadWidget = () => (widget ??= importWidget(`${settings.base}sdk/widget.js`, context).then((loaded) => (mounted = loaded)));
  const withWidget = (use: (widget: Widget) => void) => {
    entry?.wait();
    loadWidget().then((loaded) => {
      entry?.ready();
      use(loaded);
    }, () => {
      widget = undefined;
      entry?.failed();
    });
  };
  const open = () => { withWidget((loaded) => { loaded.open(); }); };

  const loadVisit = once(() => importVisit(`${settings.base}sdk/visit.js`, { ...context, withWidget }));
  const openChat = () => {
    entry?.wait();
    loadVisit().then((chat) => {
      entry?.ready();
      chat.open();
    }, () => entry?.failed());
  };
  const entry = settings.position === "none" ? undefined : makeEntry(settings, () => { openEntry(); });
  let openEntry = open;
  if (entry) surface.root.append(entry.button);
  // The page itself goes first; then it is asked what the site's chat is like, and the button shows.
  afterLoad(() => {
    (import(`${settings.base}sdk/looks.js`) as Promise<typeof looksModule>).then((module) => module.look(settings, surface)).then((looks) => {
      if (!looks) return;
      if (looks.chat) openEntry = openChat;
      entry?.show(looks.label);
      if (looks.isVisit) return loadVisit();
    }).catch(() => undefined).finally(() => entry?.show());
  });

  document.addEventListener("click", (event) => {
    const target = event.composedPath()[0];
    const opener = target instanceof Element ? target.closest<HTMLElement>("[data-tandem-open]") : null;
    if (!opener) return;
    event.preventDefault();
    if (opener.dataset["tandemOpen"] === "chat") openChat();
    else open();
  });
  const { hotkey } = settings;
  if (hotkey) {
    document.addEventListener("keydown", (event) => {
      if (!isHotkey(event, hotkey)) return;
      event.preventDefault();
      open();
    });
  }

  window.Tandem = {
    open,
    openChat,
    stop: () => { if (widget) withWidget((loaded) => { loaded.stop(); }); },
    expectReturn: (what) => { mounted?.expectReturn(what?.title ?? "", what?.minutes ?? 15); },
    carry: (url) => mounted?.carry(url) ?? url,
    on: (listener) => { listeners.add(listener); },
    off: (listener) => { listeners.delete(listener); },
  };

  const remembered = (): Resumption | undefined => {
    const stored = load();
    if (!stored) return undefined;
    // Out of sight it may be another tab's turn: the widget asks the others first.
    const isOn = stored.state === "on" && document.visibilityState === "visible";
    const reply = isOn ? askToResume(settings, stored) : undefined;
    if (isOn) void context.loadShare().catch(() => undefined); // the widget asks again, and says so if that fails too
    return { stored, reply };
  };
  const resume = () => {
    const ticket = takeTicket();
    const resumption = remembered();
    if (ticket) withWidget((loaded) => { loaded.arrive(ticket, resumption); });
    else if (resumption || widget) withWidget((loaded) => { loaded.resume(resumption); });
    else if (hasOtherTabs()) withWidget((loaded) => { loaded.join(); });
  };
  // A page that is made beforehand, in case somebody goes there, is nobody's yet.
  if ((document as { prerendering?: boolean }).prerendering) document.addEventListener("prerenderingchange", resume, { once: true });
  else resume();
  // The agent's QR code leads here with its digits. The address is as it was before anybody copies it, and the person still presses the button.
  const code = /^#tandem-code=(\d{9})$/.exec(location.hash)?.[1];
  if (code) {
    history.replaceState(history.state, "", location.pathname + location.search);
    withWidget((loaded) => { loaded.open(code); });
  }
  // A page out of the browser's back/forward cache is the session's next page like any other.
  addEventListener("pageshow", (event) => { if (event.persisted) resume(); });
}

/** What the page before, on another origin of the site, put into the address (ticket.ts). It is taken out at once. */
function takeTicket(): string | undefined {
  const { hash, pathname, search } = location;
  if (!hash.startsWith("#tandem=")) return undefined;
  history.replaceState(history.state, "", pathname + search);
  return hash;
}

/** Whether a tab of this origin has been part of a session (tabs.ts). If it still is, it will say so. */
function hasOtherTabs(): boolean {
  try {
    return localStorage.getItem("tandem.tabs") !== null;
  } catch {
    return false;
  }
}

/** Ids and tokens have letters, digits, _ and - only (wire: id), so that this is JSON. As text/plain it needs no preflight. */
function askToResume({ base }: Settings, { session, token }: Stored): Promise<Response> {
  const reply = fetch(`${base}api/v1/sdk/resume`, { method: "POST", credentials: "omit", body: `{"session":"${session}","token":"${token}"}` });
  reply.catch(() => undefined); // whoever reads the reply hears of it; until then it is nobody's
  return reply;
}

/** Loads something once; after a failure, again. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    loading.catch(() => (loading = undefined));
    return loading;
  };
}

function afterLoad(then: () => void): void {
  if (document.readyState === "complete") then();
  else addEventListener("load", then);
}

async function importVisit(url: string, context: VisitContext): Promise<ChatPart> {
  const { mount } = (await import(url)) as typeof visitModule;
  return mount(context);
}

async function importWidget(url: string, context: Context): Promise<Widget> {
  const { mount } = (await import(url)) as typeof widgetModule;
  return mount(context);
}

const script = document.currentScript ?? document.querySelector('script[data-site][src*="sdk.js"]');
// In a frame the outermost page is the one that shares. Loaded twice, the first one stays.
if (window !== window.top) {
  window.parent.postMessage("tandem.shown", "*"); // an agent's preview learns that the page can be seen, and a page that is shared that this one can join
  addEventListener("message", ({ data, source, origin, ports }) => {
    if (data === "tandem.join" && source === window.parent) void (import(new URL("sdk/framed.js", (script as HTMLScriptElement).src).href) as Promise<typeof framedModule>).then(({ join }) => join(script as HTMLScriptElement, origin, ports[0]));
  });
} else if (!window.Tandem && script instanceof HTMLScriptElement && script.dataset["site"]) start(script);
