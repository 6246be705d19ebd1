/** One ICE candidate as the signaling socket carries it; an empty one says that there are no more (RFC 8838 §8.2). */
export interface TrickledCandidate {
  readonly candidate: string;
  readonly sdp_mid: string;
}

/**
 * The candidates of one connection: those found in time are in the description, later ones go one by one. Without this, a candidate could
 * overtake the description that it belongs to.
 */
export class Gathering {
  readonly #connection: RTCPeerConnection;
  readonly #onLate: (candidate: TrickledCandidate) => void;
  #isHeld = true;
  /** Candidates that have come, and what waits for the next one. */
  #found = 0;
  #enough: "all" | "first" = "all";
  #wake: () => void = () => undefined;

  constructor(connection: RTCPeerConnection, onLate: (candidate: TrickledCandidate) => void) {
    this.#connection = connection;
    this.#onLate = onLate;
    connection.addEventListener("icecandidate", (event) => { this.#take(event.candidate); });
    connection.addEventListener("icegatheringstatechange", () => { this.#wake(); });
  }

  /**
   * Waits until enough candidates are there (`all`: the browser has finished; `first`: one, the others of this machine come with it), but no
   * longer than the given time, and returns the description with what there is. What comes later is reported.
   */
  async description(enough: "all" | "first", atMostMs: number): Promise<string> {
    if (enough === "first") this.#enough = enough;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, atMostMs);
      const done = () => this.#connection.iceGatheringState === "complete" || (this.#enough === "first" && this.#found > 0);
      this.#wake = () => {
        if (!done()) return;
        clearTimeout(timer);
        resolve();
      };
      this.#wake();
    });
    this.#isHeld = false;
    return this.#connection.localDescription?.sdp ?? "";
  }

  /** From now on, or from the start, the first candidate is enough. */
  hurry(): void {
    this.#enough = "first";
    this.#wake();
  }

  #take(candidate: RTCIceCandidate | null): void {
    if (candidate) this.#found++;
    if (this.#isHeld) this.#wake();
    else this.#onLate({ candidate: candidate?.candidate ?? "", sdp_mid: candidate?.sdpMid ?? "0" });
  }
}
