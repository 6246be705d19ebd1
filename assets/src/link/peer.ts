import type { JsonCodec } from "../shared/json";
import { MAX_CANDIDATES, type ICEServer, type Path } from "../shared/wire.gen";
import type { ChannelName } from "./channels";
import type { ControlMessage, Saying } from "./control";
import { Gathering, type TrickledCandidate } from "./gathering";
import { bytesReceivedBy, pathOf } from "./path";
import { Pulse } from "./pulse";
import { Traffic, type Receiver } from "./traffic";

/** What a connection is made from: the server's `ice` message, less its envelope, and JSON, which customers' pages have from the widget already. */
export interface PeerSetup {
  readonly servers: readonly ICEServer[];
  readonly relayOnly: boolean;
  readonly json: JsonCodec;
  /** What the other side may say over the control channel. */
  readonly saying: Saying;
}

/** Why a link is gone: it broke, it never came up, the peer broke the protocol, or its program is of another version. */
export type DownReason = "lost" | "timeout" | "violation" | "version";

/** What a Peer reports. Nothing is reported after close, and nothing but onCandidate before onUp. */
export interface PeerEvents extends Receiver {
  /** For the other side, by way of the server. Never before the description it belongs to was returned. */
  readonly onCandidate: (candidate: TrickledCandidate) => void;
  /** The channels are open; sent once. */
  readonly onUp: (path: Path) => void;
  /** The browsers found another path. */
  readonly onPath: (path: Path) => void;
  /** This link will not come back; the Peer has closed itself. Also instead of onUp. */
  readonly onDown: (reason: DownReason) => void;
  /** Nothing was heard for about a second. If our own network has changed, the socket to the server is dead as well, and can be looked after already. */
  readonly onDoubt: () => void;
}

/** A description with all its candidates makes the fastest start; a TURN server that does not answer must not hold it up longer than this. */
const offerWaitMs = 400;
/** This machine's own addresses take a few milliseconds; the answer does not wait for the servers' replies, which take round trips. */
const answerWaitMs = 30;
/** Browsers take up to 30 s to give up on a path that was never there. */
const connectTimeoutMs = 20_000;
/** Browsers say "disconnected" after some 5 s of silence and "failed" after 15–30 s. Short losses of a radio link heal within this. */
const disconnectedGraceMs = 4000;
/** How long the last word of a link may take to leave. The server tells the other side as well. */
const flushMs = 250;
/** Beats between two looks at the path: 3.2 s. */
const beatsPerLook = 8;
/**
 * One peer connection with Tandem's channels, for either role:
 *
 *	agent     offer() ──sdp──►  accept(answer) ◄──sdp──┐     onUp … onDown
 *	customer  answer(offer) ──sdp──────────────────────┘     onUp … onDown
 *
 * It never re-negotiates: a new path is a new Peer. Every method may be called at any time; after close they do nothing.
 */
export class Peer {
  readonly #connection: RTCPeerConnection;
  readonly #events: PeerEvents;
  readonly #gathering: Gathering;
  readonly traffic: Traffic;
  /** Candidates of the other side that overtook its description. */
  readonly #waiting: TrickledCandidate[] = [];
  #stage: "new" | "opening" | "up" | "closed" = "new";
  #path: Path | undefined;
  #connectTimer: ReturnType<typeof setTimeout> | undefined;
  #graceTimer: ReturnType<typeof setTimeout> | undefined;
  #pulse: Pulse | undefined;
  #beats = 0;

  constructor(setup: PeerSetup, events: PeerEvents) {
    this.#events = events;
    this.#connection = new RTCPeerConnection({
      iceServers: setup.servers.map((server) => ({ ...server })),
      iceTransportPolicy: setup.relayOnly ? "relay" : "all",
      bundlePolicy: "max-bundle",
    });
    this.#gathering = new Gathering(this.#connection, (candidate) => {
      if (!this.#isClosed) events.onCandidate(candidate);
    });
    this.traffic = new Traffic(this.#connection, setup.json, setup.saying, events, {
      onOpen: () => { this.#opened(); },
      onSign: () => { this.#pulse?.hear(); },
      onFailure: (reason) => { this.#down(reason); },
    });
    for (const event of ["connectionstatechange", "iceconnectionstatechange"]) {
      this.#connection.addEventListener(event, () => { this.#watch(); });
    }
  }

  /**
   * The agent's first step; resolves when the candidates are gathered. The description that is returned says `a=setup:active`, which makes the
   * customer the DTLS server: the customer speaks first on every page and can do so half a round trip earlier (MEASURED: 4.1 to 3.65).
   */
  async offer(): Promise<string> {
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    const sdp = await this.#gathering.description("all", offerWaitMs);
    return sdp.replace(/^a=setup:actpass/gm, "a=setup:active");
  }

  /** Somebody waits for the offer: it goes out with the candidates that there are, and the others follow. */
  hurry(): void {
    this.#gathering.hurry();
  }

  /** The agent's second step: the customer's answer. */
  async accept(sdp: string): Promise<void> {
    this.#expectUp();
    await this.#setRemote({ type: "answer", sdp });
  }

  /** The customer's only step; resolves with the answer, which need not have all candidates. */
  async answer(sdp: string): Promise<string> {
    this.#expectUp();
    await this.#setRemote({ type: "offer", sdp });
    await this.#connection.setLocalDescription(await this.#connection.createAnswer());
    return this.#gathering.description("first", answerWaitMs);
  }

  /** A candidate of the other side. One that cannot be used is passed over: others may do. */
  addCandidate(candidate: TrickledCandidate): void {
    if (this.#isClosed || candidate.candidate === "") return;
    if (!this.#connection.remoteDescription) {
      if (this.#waiting.length < MAX_CANDIDATES) this.#waiting.push(candidate);
      return;
    }
    this.#connection.addIceCandidate({ candidate: candidate.candidate, sdpMid: candidate.sdp_mid }).catch(() => undefined);
  }

  /** What the connection was made from. */
  get configuration(): RTCConfiguration {
    return this.#connection.getConfiguration();
  }

  /** Undefined before it is up. */
  get path(): Path | undefined {
    return this.#path;
  }

  /** Sends a message, or keeps it until the channel is open. The memory belongs to the Peer from now on. Lossy channels may drop it. */
  send(channel: ChannelName, message: Uint8Array): void {
    this.traffic.send(channel, message);
  }

  sendControl(message: ControlMessage): void {
    this.traffic.sendControl(message);
  }

  /** Bytes given to send that have not left this machine. */
  backlog(channel: ChannelName): number {
    return this.traffic.backlog(channel);
  }

  /** Tells the other side that a person pressed Stop, and closes. */
  stop(): void {
    if (this.#isClosed) return;
    this.sendControl({ type: "stop" });
    this.#silence();
    // Closing at once would drop what the browser still holds.
    setTimeout(() => { this.#connection.close(); }, flushMs);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#silence();
    this.#connection.close();
  }

  #silence(): void {
    this.#stage = "closed";
    this.#pulse?.stop();
    this.traffic.close();
    clearTimeout(this.#connectTimer);
    clearTimeout(this.#graceTimer);
  }

  async #setRemote(description: RTCSessionDescriptionInit): Promise<void> {
    await this.#connection.setRemoteDescription(description);
    for (const candidate of this.#waiting.splice(0)) this.addCandidate(candidate);
  }

  /** Read through a getter because it changes under everything that calls out. */
  get #isClosed(): boolean {
    return this.#stage === "closed";
  }

  /** All channels share one association and open together; the first to say so greets, and the path is looked up before anybody is told. */
  #opened(): void {
    if (this.#stage !== "new") return;
    this.#stage = "opening";
    clearTimeout(this.#connectTimer);
    this.traffic.greet();
    void this.#lookUpPath().then((path) => {
      if (this.#isClosed) return;
      this.#stage = "up";
      this.#path = path;
      this.#pulse = new Pulse({
        beat: () => { this.#beat(); },
        bytesReceived: () => bytesReceivedBy(this.#connection),
        onDoubt: () => { this.#events.onDoubt(); },
        onDead: () => { this.#down("lost"); },
      });
      this.#events.onUp(path);
      this.traffic.begin();
    });
  }

  async #lookUpPath(): Promise<Path> {
    const fallback = this.#path ?? (this.#connection.getConfiguration().iceTransportPolicy === "relay" ? "relay" : "direct");
    return (await pathOf(this.#connection).catch(() => undefined)) ?? fallback;
  }

  #watch(): void {
    const { iceConnectionState: ice, connectionState } = this.#connection;
    if (this.#isClosed) return;
    if (ice === "failed" || ice === "closed" || connectionState === "failed") {
      this.#down("lost");
      return;
    }
    clearTimeout(this.#graceTimer);
    if (ice === "disconnected") this.#graceTimer = setTimeout(() => {
      // Where packets are lost, browsers say so also while everything else comes: some of their own checks were among them (Firefox).
      if (this.#pulse?.hears) this.#watch();
      else this.#down("lost");
    }, disconnectedGraceMs);
    else if (this.#stage === "up") this.#lookForChange();
  }

  /** A browser that has found a better path goes over to it and need not say so: no state changes, and Firefox has no event for it. */
  #beat(): void {
    this.traffic.beat(++this.#beats);
    if (this.#beats % beatsPerLook === 0) this.#lookForChange();
  }

  #lookForChange(): void {
    void this.#lookUpPath().then((path) => {
      if (this.#isClosed || path === this.#path) return;
      this.#path = path;
      this.#events.onPath(path);
    });
  }

  #expectUp(): void {
    if (this.#stage !== "new") return;
    clearTimeout(this.#connectTimer);
    this.#connectTimer = setTimeout(() => { this.#down("timeout"); }, connectTimeoutMs);
  }

  #down(reason: DownReason): void {
    if (this.#isClosed) return;
    this.close();
    this.#events.onDown(reason);
  }
}
