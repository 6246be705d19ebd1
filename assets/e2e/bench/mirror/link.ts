// The data channels between two pages, framed and held back as the product does it (src/link): both engines go over the same wire.
import { type ChannelName, channels, type ChannelSpec } from "../../../src/link/channels";
import { Port } from "../../../src/link/port";

function specOf(name: ChannelName): ChannelSpec {
  const spec = channels.find((each) => each.name === name);
  if (spec === undefined) throw new Error(`no channel ${name}`);
  return spec;
}

/** A description once every candidate is in it. */
async function gathered(connection: RTCPeerConnection): Promise<string> {
  if (connection.iceGatheringState !== "complete") {
    await new Promise<void>((done) => {
      connection.addEventListener("icegatheringstatechange", () => { if (connection.iceGatheringState === "complete") done(); });
    });
  }
  return connection.localDescription?.sdp ?? "";
}

export class Link {
  readonly #connection = new RTCPeerConnection();
  readonly #mirror: Port;
  readonly #assets: Port;
  readonly open: Promise<void>;

  constructor(onMessage: (message: Uint8Array) => void, onAsset: (message: Uint8Array) => void) {
    let opened: () => void = () => undefined;
    this.open = new Promise((done) => { opened = done; });
    const ignore = (): void => undefined;
    this.#mirror = new Port(this.#connection, specOf("mirror"), { onOpen: opened, onClose: ignore, onSign: ignore, onMessage, onViolation: ignore });
    this.#assets = new Port(this.#connection, specOf("assets"), { onOpen: ignore, onClose: ignore, onSign: ignore, onMessage: onAsset, onViolation: ignore });
  }

  async offer(): Promise<string> {
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    return gathered(this.#connection);
  }

  async answer(sdp: string): Promise<string> {
    await this.#connection.setRemoteDescription({ type: "offer", sdp });
    await this.#connection.setLocalDescription(await this.#connection.createAnswer());
    return gathered(this.#connection);
  }

  async accept(sdp: string): Promise<void> {
    await this.#connection.setRemoteDescription({ type: "answer", sdp });
  }

  send(message: Uint8Array): void {
    this.#mirror.send(message);
  }

  /** Pictures and fonts, beside the page. */
  sendAsset(message: Uint8Array): void {
    this.#assets.send(message);
  }

  get backlog(): number {
    return this.#mirror.backlog;
  }

  get assetsBacklog(): number {
    return this.#assets.backlog + this.#mirror.backlog;
  }
}

/** Milliseconds on the machine's clock, which both browsers share. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
