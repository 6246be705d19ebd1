import { CLOSE_SUPERSEDED, type CustomerMessage, type Grant, type OfferReady, type ServerMessage, type StateChanged } from "../shared/wire.gen";
import type { Outcome, Resumed } from "./api";
import { Consent } from "./consent";
import { Going } from "./going";
import { SessionSocket } from "./session-socket";
import type { Model, SessionWorld } from "./session-world";
import type { Tool } from "./share";
import { Sharing } from "./sharing";
import { stageOf } from "./stage-of";
import type { Stored } from "./stored";
import type { Membership } from "./tabs";
import { Talk } from "./talk";

/**
 * One co-browse on the customer's side (docs/protocol.md, "Customer's side"), on one page: the socket, the person's yes or no, the share
 * that comes of it, the chat. Free of any view.
 *
 *	begin / resume ──► socket ──asking──► yes ──offer──► Share ──► live … stop / next page / another tab
 */
export class Session {
  readonly #world: SessionWorld;
  readonly #id: string;
  readonly #token: string;
  readonly #socket: SessionSocket;
  readonly #consent: Consent;
  readonly #talk: Talk;
  readonly #going: Going;
  readonly #sharing: Sharing;
  /** The server's last word. */
  #server: StateChanged | undefined;
  #ending: { readonly reason: string } | undefined;
  #isElsewhere = false;
  #origins: readonly string[] = [];
  #expiresAt = 0;

  constructor(world: SessionWorld, stored: Stored) {
    this.#world = world;
    this.#id = stored.session;
    this.#token = stored.token;
    this.#socket = new SessionSocket(world.connect, {
      onOpen: () => { this.#opened(); },
      onMessage: (message) => {
        this.#receive(message);
        this.#changed();
      },
      onLost: () => { this.#changed(); },
      onEnd: (code) => { this.#closed(code); },
    });
    const send = (message: CustomerMessage): void => { this.#socket.send(message); };
    this.#consent = new Consent(world.grants, send);
    this.#talk = new Talk(world.chat, send);
    this.#going = new Going(world.api, { id: stored.session, token: stored.token }, send);
    this.#sharing = new Sharing(world, {
      post: (message) => world.api.post(this.#id, this.#token, message),
      keep: world.keep,
      send: (message) => this.#socket.send(message),
      isWanted: () => !this.#ending && !this.#isElsewhere,
      agent: () => this.#server?.agent_name ?? "",
      assets: () => this.#server?.assets,
      onChange: () => { this.#changed(); },
      onDoubt: () => { this.#socket.check(); },
      onStop: () => {
        this.#over("agent_stopped");
        this.#changed();
      },
      onFailed: () => { this.stop("failed"); },
      origins: () => this.#origins,
      go: (url) => { location.assign(this.carry(url)); },
    });
    if (stored.state === "away") this.#isElsewhere = true;
    if (stored.state === "stopped") this.#ending = { reason: "customer_stopped" };
  }

  get model(): Model {
    const server = this.#server;
    return {
      ...this.#stage(),
      agent: server?.agent_name ?? "",
      site: server?.site_name ?? "",
      isAgentHere: server?.agent_here ?? true,
      isOnline: this.#socket.isOnline,
      expiresAt: this.#expiresAt,
      chat: this.#world.chat.lines,
      unread: this.#world.chat.unread,
      grants: this.#world.grants.now,
      grantable: this.#world.grants.most,
    };
  }

  /** The site's further origins, where sharing can go on. */
  get origins(): readonly string[] {
    return this.#origins;
  }

  /** The code was right, or the ticket: `resumed` came with the answer. */
  begin({ messages, origins }: Resumed): void {
    this.#keep("on");
    this.#origins = origins;
    for (const message of messages) this.#receive(message);
    if (!this.#ending) this.#socket.open();
    // There is time to load it while the person reads the question.
    void this.#world.loadShare().catch(() => undefined);
  }

  /** The page before had this session, and kept the agent's offer for this one: it need not wait for `resume`, which follows. */
  ahead(offer: OfferReady): void {
    this.#sharing.ahead(offer);
  }

  /** The page before had this session. */
  resume(outcome: Outcome<Resumed>): void {
    if (outcome.kind === "ok") {
      this.#origins = outcome.value.origins;
      for (const message of outcome.value.messages) this.#receive(message);
    } else if (outcome.kind === "problem" && (outcome.code === "session_ended" || outcome.code === "session_unknown")) this.#over("");
    this.#sharing.settle();
    if (!this.#ending) this.#socket.open();
    this.#changed();
  }

  /** Stop was pressed on the page before, and the server may not know yet. */
  finish(): void {
    this.#socket.open();
  }

  yes(grants?: readonly Grant[]): void {
    this.#consent.yes(grants);
    this.#changed();
  }

  /** Allows the agent something, or takes it back: from the next thing on that they try. */
  give(grant: Grant, isGiven: boolean): void {
    this.#consent.give(grant, isGiven);
    this.#sharing.grantsChanged();
    this.#changed();
  }

  /** One of the customer's own tools, out or in again. */
  use(tool: Tool): void {
    this.#sharing.use(tool);
  }

  no(): void {
    this.#consent.no();
    this.#changed();
  }

  /** Nothing leaves this page from here on. The server is told as soon as it can be reached, on the next page if need be. */
  stop(reason = "customer_stopped"): void {
    if (this.#ending) return;
    this.#ending = { reason };
    this.#sharing.end((share) => { share.stop(); });
    this.#keep("stopped");
    if (!this.#socket.isThere) this.#socket.open();
    this.#socket.send({ type: "stop" });
    this.#changed();
  }

  say(text: string): void {
    this.#talk.say(text);
    this.#changed();
  }

  markSeen(): void {
    if (this.#world.chat.unread === 0) return;
    this.#world.chat.markSeen();
    this.#changed();
  }

  /** Takes the session back from the other tab. */
  async takeBack(): Promise<void> {
    this.#isElsewhere = false;
    this.#going.back();
    this.#consent.takenBack();
    this.#sharing.beginAgain();
    this.#keep("on");
    this.#changed();
    const outcome = await this.#world.api.resume(this.#id, this.#token);
    if (!this.#isElsewhere) this.resume(outcome);
  }

  /** What another tab of the site needs to be part of this; undefined before the person's yes and after the end. */
  get membership(): Membership | undefined {
    const { stage } = this.#stage();
    const isOn = stage === "connecting" || stage === "live" || stage === "interrupted" || stage === "elsewhere";
    return isOn ? { session: this.#id, token: this.#token, grants: this.#world.grants.now } : undefined;
  }

  /** The person allowed something, or took it back, in another tab. */
  adopt(grants: readonly Grant[]): void {
    this.#world.grants.set(grants);
    this.#sharing.grantsChanged();
    this.#changed();
  }

  tabsChanged(): void {
    this.#sharing.tabsChanged();
  }

  /** The session is over, as another tab knows. */
  overElsewhere(reason: string): void {
    this.#over(reason);
    this.#changed();
  }

  /** The page goes away. It may come back (bfcache), with takeBack. */
  leave(): void {
    if (!this.#ending && !this.#isElsewhere) this.#going.leave(this.#world.destination(), this.#sharing.attempt);
    this.#sharing.end((share) => { share.close(); });
    this.#socket.close();
  }

  /** Takes the session along to another origin of the site; any other address stays as it is. */
  carry(url: URL): string {
    const isOurs = !this.#ending && !this.#isElsewhere && this.#origins.indexOf(url.origin) >= 0;
    return isOurs ? this.#going.carry(url, this.#world.grants.now) : url.href;
  }

  expectReturn(title: string, minutes: number): void {
    this.#going.expectReturn(title, minutes);
  }

  #stage(): Pick<Model, "stage" | "reason"> {
    const { isUp, wasUp } = this.#sharing;
    return stageOf({ ending: this.#ending, isElsewhere: this.#isElsewhere, server: this.#server, decision: this.#consent.decision, isUp, wasUp });
  }

  #opened(): void {
    this.#consent.opened();
    this.#socket.send({ type: "hello", session: this.#id, token: this.#token, chat_after: this.#world.chat.lastSeq });
    if (this.#ending) {
      this.#socket.send({ type: "stop" });
      return;
    }
    this.#sharing.tellAgain();
    this.#going.again();
    this.#talk.again();
    this.#changed();
  }

  #closed(code: number): void {
    if (code === CLOSE_SUPERSEDED && !this.#ending) this.#movedElsewhere();
    else this.#over(this.#ending?.reason ?? "");
    this.#changed();
  }

  #receive(message: ServerMessage): void {
    switch (message.type) {
      case "state":
        this.#stateChanged(message);
        break;
      case "offer":
        this.#sharing.offered(message);
        break;
      case "candidate":
        this.#sharing.candidate(message);
        break;
      case "said":
        this.#world.chat.said(message);
        break;
      case "fault":
        this.#talk.refused(message);
        break;
      default: // ice comes with every offer; the rest is for agents
    }
  }

  #stateChanged(message: StateChanged): void {
    this.#server = message;
    if (message.expires_in_ms !== undefined) this.#expiresAt = performance.now() + message.expires_in_ms;
    if (message.state === "ended" || message.state === "expired" || message.state === "withdrawn") {
      this.#over(this.#ending?.reason ?? message.reason ?? (message.state === "expired" ? "expired" : ""));
    } else {
      this.#consent.heard(message, this.#ending !== undefined);
      this.#changed();
    }
  }

  #movedElsewhere(): void {
    this.#isElsewhere = true;
    this.#sharing.end((share) => { share.close(); });
    this.#keep("away");
  }

  /** It is over, and the server knows. */
  #over(reason: string): void {
    this.#ending ??= { reason };
    this.#sharing.end((share) => { share.close(); });
    this.#socket.close();
    this.#world.remember(undefined);
  }

  #keep(state: Stored["state"]): void {
    this.#world.remember({ session: this.#id, token: this.#token, state });
  }

  #changed(): void {
    this.#world.onChange(this.model);
  }
}
