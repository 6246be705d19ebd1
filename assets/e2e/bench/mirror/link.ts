// One data channel between two pages, framed and held back as the product does it (src/link): both engines go over the same wire.
import { channels } from "../../../src/link/channels";
import { Port } from "../../../src/link/port";

const spec = channels.find(({ name }) => name === "mirror") ?? channels[0];

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
  readonly #port: Port;
  readonly open: Promise<void>;

  constructor(onMessage: (message: Uint8Array) => void) {
    if (spec === undefined) throw new Error("no mirror channel");
    let opened: () => void = () => undefined;
    this.open = new Promise((done) => { opened = done; });
    const ignore = (): void => undefined;
    this.#port = new Port(this.#connection, spec, { onOpen: opened, onClose: ignore, onSign: ignore, onMessage, onViolation: ignore });
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
    this.#port.send(message);
  }

  get backlog(): number {
    return this.#port.backlog;
  }
}

/** Milliseconds on the machine's clock, which both browsers share. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
