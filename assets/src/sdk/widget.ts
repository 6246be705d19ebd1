/**
 * widget.js: the panel and the session behind it. Loaded when somebody opens the panel, and on every page while a session goes on. Ties the
 * session to the real socket, storage and page, and the panel to the session.
 */
import { Socket } from "../link/socket";
import { jsonCodec } from "../shared/json";
import { MAX_AWAY_MINUTES, MAX_AWAY_TITLE, type CustomerMessage, type Grant } from "../shared/wire.gen";
import { Api, readResumed } from "./api";
import { arrive, type Arrival, stateOf } from "./arrival";
import { Chat } from "./chat";
import type { Context, Resumption, Widget } from "./context";
import { Departures } from "./departures";
import { obstacleTo } from "./obstacle";
import { onDoubleEscape } from "./double-escape";
import { Following } from "./following";
import { Grants } from "./grants";
import { randomId } from "./random-id";
import { KeptOffer } from "./kept-offer";
import { Session } from "./session";
import type { Model } from "./session-world";
import { sentAssets } from "./asset-memory";
import { forgetSheetNames } from "./sheet-names";
import { isSlowLine, loadsSlowly } from "./slow-line";
import { forget, save, type Stored } from "./stored";
import { TabMemory } from "./tab-memory";
import { keepInSight } from "./ui/in-sight";
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
  /** The code that the person shows; the next page shows it, too. */
  readonly #codeMemory = new TabMemory("tandem.code");
  readonly #grantMemory = new TabMemory("tandem.grants");
  readonly #keptOffer = new KeptOffer(new TabMemory("tandem.spare"));
  readonly #following: Following;
  #session: Session | undefined;
  #departures: Departures | undefined;
  /** A session that came along from another origin and that the person is asked about. */
  #doubtful: Arrival | undefined;
  #told = "idle";

  constructor(context: Context) {
    this.#context = context;
    this.#words = wordsFor(context.settings.lang);
    this.#api = new Api(context.settings.base);
    this.#following = new Following(window, () => this.#session);
    context.surface.addStyles(widgetCss);
    keepInSight(window, context.surface.host);
    this.#panel = new Panel(context.surface, this.#words, {
      onCode: (digits) => { void this.#redeem(digits); },
      onShow: () => { void this.#showCode(); },
      onYes: (grants) => {
        if (this.#doubtful) this.#trust(this.#doubtful, grants);
        else this.#session?.yes(grants);
      },
      onNo: () => {
        if (this.#doubtful) this.#done();
        else this.#session?.no();
      },
      onStop: () => { this.stop(); },
      onGive: (right, isGiven) => {
        this.#session?.give(right, isGiven);
        if (this.#session) this.#following.tabs.tellGrants(this.#session.model.grants);
      },
      onUse: (tool) => { this.#session?.use(tool); },
      onSay: (text) => { this.#session?.say(text); },
      onSeen: () => { this.#session?.markSeen(); },
      onDone: () => { this.#done(); },
      onChatToggled: (isOpen) => { this.#openMemory.write(isOpen ? "chat" : ""); },
    }, this.#openMemory.read() === "chat");
    this.#panel.setCode(this.#codeMemory.read() ?? "");
    addEventListener("pagehide", () => {
      this.#session?.leave();
      this.#following.tabs.leave();
    });
    onDoubleEscape(window, () => { if (this.#panel.isSharing) this.stop(); });
  }

  open(code?: string): void {
    const obstacle = this.#session ? undefined : obstacleTo(this.#context.settings, window);
    if (obstacle) this.#panel.notify(this.#words.notices.cannot[obstacle], []);
    else {
      this.#panel.code.warn(isSlowLine(window));
      this.#panel.open(code);
      // There is time to load it while the person types, and how long it takes tells what the line is like.
      void loadsSlowly(this.#context.loadShare()).then((isSlow) => { if (isSlow) this.#panel.code.warn(true); });
    }
  }

  stop(): void {
    this.#session?.stop();
  }

  begin(session: string, token: string): void {
    if (obstacleTo(this.#context.settings, window)) return;
    this.#session?.leave();
    this.#forget();
    this.#begin({ session, token, state: "on" }).begin({ messages: [], origins: [] });
  }

  resume(resumption: Resumption | undefined): void {
    this.#session = undefined;
    if (!resumption) {
      this.#done();
      return;
    }
    const { stored, reply } = resumption;
    const wasShown = stored.state === "on";
    const session = this.#begin(wasShown && !reply ? { ...stored, state: "away" } : stored);
    if (stored.state === "stopped") session.finish();
    const ahead = reply && this.#keptOffer.take(stored.session);
    if (ahead) session.ahead(ahead);
    if (reply) void readResumed(reply).then((outcome) => { session.resume(outcome); });
    this.#show(session, session.model);
    if (!reply) this.#following.rest(wasShown);
  }

  /** Another tab of the site is part of a session: so is this one. */
  join(): void {
    void this.#following.join(new Grants(this.#grantMemory, this.#context.settings.allow)).then((membership) => {
      if (!membership || this.#session) return;
      const { session: id, token } = membership;
      save({ session: id, token, state: "away" });
      this.resume({ stored: { session: id, token, state: "away" }, reply: undefined });
    });
  }

  /** What this tab remembers itself is better than what it brought along: it has been here before. */
  arrive(ticket: string, fallback: Resumption | undefined): void {
    if (fallback) {
      this.resume(fallback);
      return;
    }
    void this.#context.loadShare().catch(() => undefined);
    void arrive(this.#api, ticket, document.referrer).then((arrival) => {
      if (!arrival || this.#session) return;
      if (arrival.isSame) this.#goOn(arrival);
      else this.#askAgain(arrival);
    });
  }

  expectReturn(title: string, minutes: number): void {
    const name = title.trim().slice(0, MAX_AWAY_TITLE);
    this.#session?.expectReturn(name, name === "" ? 0 : Math.min(MAX_AWAY_MINUTES, Math.max(1, Math.round(minutes))));
  }

  carry(url: string): string {
    return this.#session?.carry(new URL(url, document.baseURI)) ?? url;
  }

  /** The same customer on another origin of the site: with the consent that they have given. */
  #goOn(arrival: Arrival): void {
    const { session, token, ticket } = arrival;
    new Grants(this.#grantMemory, this.#context.settings.allow).set(ticket.grants);
    this.#begin({ session, token, state: "on" }).begin(arrival);
  }

  /** Somebody has a link to a session and has perhaps never heard of it: the question comes before anything else. */
  #askAgain(arrival: Arrival): void {
    this.#doubtful = arrival;
    const state = stateOf(arrival);
    const { allow } = this.#context.settings;
    this.#panel.show({
      stage: "asking", reason: "", agent: state?.agent_name ?? "", site: state?.site_name ?? "", isAgentHere: true, isOnline: true, expiresAt: 0, chat: [], unread: 0,
      grants: allow, grantable: allow,
    });
    this.#tell("asking", "");
  }

  /** The person has said yes. The offer that came along is too old by now. */
  #trust({ session, token }: Arrival, grants: readonly Grant[]): void {
    this.#doubtful = undefined;
    new Grants(this.#grantMemory, this.#context.settings.allow).set(grants);
    void this.#begin({ session, token, state: "away" }).takeBack();
  }

  async #redeem(digits: string): Promise<void> {
    this.#panel.code.wait();
    const outcome = await this.#api.redeem(this.#context.settings.siteKey, digits);
    if (outcome.kind !== "ok") {
      this.#panel.code.refuse(outcome.kind === "offline" ? { code: "offline", retryAfterS: 0 } : outcome);
      return;
    }
    this.#forget();
    const { session, token } = outcome.value;
    this.#begin({ session, token, state: "on" }).begin(outcome.value);
    this.#panel.code.clear();
  }

  /** P4: a code for the agent to type. Its last three digits are made here. */
  async #showCode(): Promise<void> {
    this.#panel.code.wait();
    const outcome = await this.#api.show(this.#context.settings.siteKey, String(1000 + (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1000).slice(1));
    if (outcome.kind !== "ok") {
      this.#panel.code.refuse(outcome.kind === "offline" ? { code: "offline", retryAfterS: 0 } : outcome);
      return;
    }
    this.#forget();
    const { session, token, code } = outcome.value;
    this.#codeMemory.write(code);
    this.#panel.setCode(code);
    this.#begin({ session, token, state: "on" }).begin(outcome.value);
    this.#panel.code.clear();
  }

  #begin(stored: Stored): Session {
    const { settings, surface, loadShare } = this.#context;
    const session: Session = new Session({
      api: this.#api,
      connect: (events) => new Socket<CustomerMessage>(`${settings.base.replace(/^http/, "ws")}ws/customer`, events),
      loadShare,
      share: (module, events) => module.startSharing(settings, surface.host, jsonCodec, events),
      remember: (next) => { if (next) save(next); else this.#forget(); },
      keep: (offer, goodUntil) => { this.#keptOffer.keep(offer, goodUntil); },
      chat: new Chat(this.#chatMemory, randomId),
      grants: new Grants(this.#grantMemory, settings.allow),
      ask: (question) => this.#panel.ask(question),
      destination: () => this.#departures?.to,
      tabs: () => [this.#following.tabs.id, ...this.#following.tabs.all],
      onChange: (model) => { this.#show(session, model); },
    }, stored);
    this.#session = session;
    this.#departures?.stop();
    this.#departures = new Departures(window, { domains: settings.domains, origins: () => session.origins, carry: (url) => session.carry(url) });
    return session;
  }

  #show(session: Session, model: Model): void {
    if (session !== this.#session) return;
    this.#panel.show(model);
    this.#following.follow(model);
    this.#tell(model.stage, model.reason);
  }

  /** The session is over and the person has read why, or it went on and ended on another page. */
  #done(): void {
    this.#session = undefined;
    this.#doubtful = undefined;
    this.#departures?.stop();
    this.#departures = undefined;
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
    this.#keptOffer.forget();
    sentAssets().write("");
    this.#chatMemory.write("");
    this.#openMemory.write("");
    this.#grantMemory.write("");
    this.#codeMemory.write("");
  }
}
