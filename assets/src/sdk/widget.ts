/**
 * widget.js: the panel and the session behind it. Loaded when somebody opens the panel, and on every page while a session goes on. Ties the
 * session to the real socket, storage and page, and the panel to the session.
 */
import { Socket } from "../link/socket";
import type { CustomerMessage } from "../shared/wire.gen";
import { Api, readResumed } from "./api";
import { Chat } from "./chat";
import type { Context, Resumption, Widget } from "./context";
import { onDoubleEscape } from "./double-escape";
import { Grants } from "./grants";
import { Session } from "./session";
import type { Model } from "./session-world";
import { forgetSheetNames } from "./sheet-names";
import { forget, save, type Stored } from "./stored";
import { TabMemory } from "./tab-memory";
import { Panel } from "./ui/panel";
import widgetCss from "./ui/widget.css?inline";
import { wordsFor, type Words } from "./words/words";

/** What the loader calls, once. */
export function mount(context: Context): Widget {
  return new CustomerWidget(context);
}

class CustomerWidget implements Widget {
  readonly #context: Context;
  readonly #words: Words;
  readonly #api: Api;
  readonly #panel: Panel;
  readonly #chatMemory = new TabMemory("tandem.chat");
  readonly #openMemory = new TabMemory("tandem.open");
  readonly #grantMemory = new TabMemory("tandem.grants");
  #session: Session | undefined;
  #told = "idle";

  constructor(context: Context) {
    this.#context = context;
    this.#words = wordsFor(context.settings.lang);
    this.#api = new Api(context.settings.base);
    context.surface.addStyles(widgetCss);
    this.#panel = new Panel(context.surface, this.#words, {
      onCode: (digits) => { void this.#redeem(digits); },
      onYes: (grants) => { this.#session?.yes(grants); },
      onNo: () => { this.#session?.no(); },
      onStop: () => { this.stop(); },
      onGive: (right, isGiven) => { this.#session?.give(right, isGiven); },
      onSay: (text) => { this.#session?.say(text); },
      onSeen: () => { this.#session?.markSeen(); },
      onTakeBack: () => { void this.#session?.takeBack(); },
      onDone: () => { this.#done(); },
      onChatToggled: (isOpen) => { this.#openMemory.write(isOpen ? "chat" : ""); },
    }, this.#openMemory.read() === "chat");
    addEventListener("pagehide", () => { this.#session?.leave(); });
    onDoubleEscape(window, () => { if (this.#panel.isSharing) this.stop(); });
  }

  open(): void {
    if (this.#session || isSupported()) this.#panel.open();
    else this.#panel.notify(this.#words.notices.unsupported, []);
  }

  stop(): void {
    this.#session?.stop();
  }

  resume(resumption: Resumption | undefined): void {
    this.#session = undefined;
    if (!resumption) {
      this.#done();
      return;
    }
    const { stored, reply } = resumption;
    const session = this.#begin(stored);
    if (stored.state === "stopped") session.finish();
    if (reply) void readResumed(reply).then((outcome) => { session.resume(outcome); });
    this.#show(session, session.model);
  }

  async #redeem(digits: string): Promise<void> {
    this.#panel.code.wait();
    const outcome = await this.#api.redeem(this.#context.settings.siteKey, digits);
    if (outcome.kind !== "ok") {
      this.#panel.code.refuse(outcome.kind === "offline" ? { code: "offline", retryAfterS: 0 } : outcome);
      return;
    }
    this.#forget();
    const { session, token, messages } = outcome.value;
    this.#begin({ session, token, state: "on" }).begin(messages);
    this.#panel.code.clear();
  }

  #begin(stored: Stored): Session {
    const { settings, surface, loadShare } = this.#context;
    const session: Session = new Session({
      api: this.#api,
      connect: (events) => new Socket<CustomerMessage>(`${settings.base.replace(/^http/, "ws")}ws/customer`, events),
      loadShare,
      share: (module, events) => module.startSharing(settings, surface.host, events),
      remember: (next) => { if (next) save(next); else this.#forget(); },
      chat: new Chat(this.#chatMemory, randomId),
      grants: new Grants(this.#grantMemory, settings.allow),
      ask: (question) => this.#panel.ask(question),
      onChange: (model) => { this.#show(session, model); },
    }, stored);
    this.#session = session;
    return session;
  }

  #show(session: Session, model: Model): void {
    if (session !== this.#session) return;
    this.#panel.show(model);
    this.#tell(model.stage, model.reason);
  }

  /** The session is over and the person has read why, or it went on and ended on another page. */
  #done(): void {
    this.#session = undefined;
    this.#panel.show(undefined);
    this.#tell("idle", "");
  }

  #tell(state: Model["stage"], reason: string): void {
    const told = `${state} ${reason}`;
    if (told === this.#told) return;
    this.#told = told;
    this.#context.tell({ state, reason });
  }

  #forget(): void {
    forget();
    forgetSheetNames();
    this.#chatMemory.write("");
    this.#openMemory.write("");
    this.#grantMemory.write("");
  }
}

/** P10: what sharing cannot do without. */
function isSupported(): boolean {
  return typeof RTCPeerConnection === "function" && typeof WebSocket === "function" && "createDataChannel" in RTCPeerConnection.prototype;
}

/** 128 random bits in the letters that ids may have (wire: id). randomUUID would need https. */
function randomId(): string {
  let id = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) id += (byte + 256).toString(16).slice(1);
  return id;
}
