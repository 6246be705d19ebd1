import type { Path } from "../shared/wire.gen";
import { channels, initOf, type ChannelName } from "./channels";
import { Gathering } from "./gathering";
import { beatMs } from "./pulse";

/** What a lane needs of the connection beside which it runs. */
export interface LanePeer {
  readonly configuration: RTCConfiguration;
  readonly path: Path | undefined;
  readonly traffic: {
    /** Sends its description to the other side. */
    sendControl(message: { readonly type: "lane"; readonly sdp: string }): void;
    /** Something has come over the lane. */
    hear(channel: ChannelName, message: Uint8Array): void;
    /** Messages of lossy channels go over this from now on; undefined: over the connection itself again. */
    detour(lane: Lane | undefined): void;
  };
}

/** Addresses that come later are of no use: there is one description each way. A relay that is asked twice over a bad line has answered by then, … */
const gatherMs = 2000;
/** … and who looks for no relay has an answer of the server's that is asked three times. Firefox mostly takes all of this. */
const gatherDirectMs = 1000;
/** A lane over which nothing has come by then is given up. */
const openMs = 15_000;
/** Beats of our own in which nothing was heard, after which it is given up: 2.4 s. */
const deadAfter = 6;
/** A channel that has this much waiting is not keeping up: its next messages are dropped. In bytes. */
const lossyMark = 4 * 1024;

/**
 * A connection of their own for the lossy channels, where the line loses packets. All channels of a connection are one SCTP association: when it has waited for an
 * acknowledgement in vain it lets one packet go in a round trip, those first that were lost, and waits twice as long the next time. Behind something large on a line that
 * loses a tenth, what is small took twice as long as the line does, and up to ten times (docs/benchmarks.md). What has no retransmissions and never fills a packet is not held
 * up by any of this.
 *
 *	agent                                         customer
 *	Lane.offer  ──── lane, with the offer ───►    Lane.answer
 *	accept      ◄─── lane, with the answer ───
 *	            ◄═══ pointer, copies ════════►
 *
 * The descriptions go over the control channel, so whoever is at the other end of the connection is at the other end of the lane. It only ever makes things quicker: where
 * it does not come to be, or is lost, the connection's own channels carry what it did.
 */
export class Lane {
  readonly #traffic: LanePeer["traffic"];
  readonly #connection: RTCPeerConnection;
  readonly #gathering: Gathering;
  readonly #gatherMs: number;
  readonly #onClose: (wasOpen: boolean) => void;
  readonly #channels = new Map<ChannelName, RTCDataChannel>();
  readonly #giveUp: ReturnType<typeof setTimeout>;
  #beats: ReturnType<typeof setInterval> | undefined;
  #silent = 0;
  /** Something has come: the other side's half is open, too. */
  #isHeard = false;
  #isClosed = false;

  private constructor(peer: LanePeer, onClose: (wasOpen: boolean) => void) {
    this.#onClose = onClose;
    const { configuration, path, traffic } = peer;
    this.#traffic = traffic;
    const { iceServers = [] } = configuration;
    this.#gatherMs = path === "direct" ? gatherDirectMs : gatherMs;
    // Two who reach each other directly leave the relay alone.
    this.#connection = new RTCPeerConnection(path === "direct" ? { ...configuration, iceServers: iceServers.filter(({ credential }) => credential === undefined) } : configuration);
    this.#gathering = new Gathering(this.#connection, () => undefined);
    for (const spec of channels) {
      if (!spec.isLossy) continue;
      const channel = this.#connection.createDataChannel(spec.name, initOf(spec));
      channel.binaryType = "arraybuffer";
      channel.addEventListener("open", () => { this.#opened(); });
      channel.addEventListener("close", () => { this.close(); });
      channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
        this.#hear();
        if (this.#isClosed || !(data instanceof ArrayBuffer) || data.byteLength > spec.maxMessage) return;
        if (data.byteLength > 1) traffic.hear(spec.name, new Uint8Array(data));
      });
      this.#channels.set(spec.name, channel);
    }
    this.#connection.addEventListener("connectionstatechange", () => {
      if (/failed|closed/.test(this.#connection.connectionState)) this.close();
    });
    this.#giveUp = setTimeout(() => { this.close(); }, openMs);
  }

  /** The agent's half. `onClose` is told once, and whether the lane had been open. */
  static offer(peer: LanePeer, onClose: (wasOpen: boolean) => void): Lane {
    const lane = new Lane(peer, onClose);
    void lane.#describe(() => lane.#connection.createOffer());
    return lane;
  }

  /** The customer's half. */
  static answer(peer: LanePeer, sdp: string): Lane {
    const lane = new Lane(peer, () => undefined);
    void lane.#describe(async () => {
      await lane.#connection.setRemoteDescription({ type: "offer", sdp });
      return lane.#connection.createAnswer();
    });
    return lane;
  }

  /** The customer's answer. */
  accept(sdp: string): void {
    this.#connection.setRemoteDescription({ type: "answer", sdp }).catch(() => { this.close(); });
  }

  send(channel: ChannelName, message: Uint8Array): void {
    const to = this.#channels.get(channel);
    if (to?.readyState === "open" && to.bufferedAmount < lossyMark) to.send(message as Uint8Array<ArrayBuffer>);
  }

  /** Bytes given to send that have not left this machine. */
  backlog(channel: ChannelName): number {
    return this.#channels.get(channel)?.bufferedAmount ?? 0;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#giveUp);
    clearInterval(this.#beats);
    this.#connection.close();
    this.#traffic.detour(undefined);
    this.#onClose(this.#isHeard);
  }

  async #describe(make: () => Promise<RTCSessionDescriptionInit>): Promise<void> {
    try {
      await this.#connection.setLocalDescription(await make());
      const sdp = await this.#gathering.description("all", this.#gatherMs);
      if (!this.#isClosed) this.#traffic.sendControl({ type: "lane", sdp });
    } catch {
      this.close();
    }
  }

  /** All channels share one association and open together. */
  #opened(): void {
    if (this.#beats !== undefined || this.#isClosed) return;
    const beat = (): void => { this.send("pointer", new Uint8Array(1)); };
    beat();
    this.#beats = setInterval(() => {
      beat();
      if (this.#isHeard && ++this.#silent > deadAfter) this.close();
    }, beatMs);
  }

  /** What is sent before the other side has opened would be lost, and that may take seconds longer over there: the last word of the handshake is as likely to be lost as any other. */
  #hear(): void {
    this.#silent = 0;
    if (this.#isHeard || this.#isClosed) return;
    this.#isHeard = true;
    clearTimeout(this.#giveUp);
    this.#traffic.detour(this);
  }
}
