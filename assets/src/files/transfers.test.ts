import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PeerEvents } from "../link/peer";
import { Transfers, type FileHeard, type FileSaid } from "./transfers";

/** One browser: its transfers, and its socket, which the test can take away. */
class Side {
  readonly transfers: Transfers;
  isOnline = true;
  readonly said: FileSaid[] = [];
  /** Those of its peers that were not closed. */
  readonly peers = new Set<FakePeer>();
  #ids = 0;

  constructor(readonly name: string, readonly lab: Lab) {
    this.transfers = new Transfers({
      send: (message) => {
        if (!this.isOnline) return false;
        this.said.push(message);
        queueMicrotask(() => { lab.hears(this, message); });
        return true;
      },
      newId: () => `${name}${String(++this.#ids)}`,
      makePeer: (_, events) => new FakePeer(this, events),
      onChange: () => undefined,
    });
  }

  get only() {
    const [shown] = this.transfers.shown;
    if (!shown) throw new Error(`${this.name} has no file`);
    return shown;
  }

  hear(message: FileHeard): void {
    if (this.isOnline) this.transfers.receive(message);
  }

  reconnect(): void {
    this.isOnline = true;
    this.transfers.opened();
  }
}

/** A connection whose ends find each other by the description; it carries until it is cut. */
class FakePeer {
  other: FakePeer | undefined;

  constructor(readonly side: Side, readonly events: PeerEvents) {
    side.peers.add(this);
  }

  offer() {
    return Promise.resolve(this.side.lab.name(this));
  }

  answer(sdp: string) {
    this.other = this.side.lab.peers.get(sdp);
    return Promise.resolve(this.side.lab.name(this));
  }

  accept(sdp: string) {
    this.other = this.side.lab.peers.get(sdp);
    queueMicrotask(() => { for (const end of [this, this.other]) if (end && this.side.lab.isLinePresent) end.events.onUp("direct"); });
    return Promise.resolve();
  }

  addCandidate() {
    // The line needs none.
  }

  send(_: "files", message: Uint8Array) {
    const copy = message.slice();
    setTimeout(() => { if (this.side.lab.isLinePresent && this.other && this.other.side.peers.has(this.other)) this.other.events.onMessage("files", copy); });
  }

  close() {
    this.side.peers.delete(this);
  }
}

/** The server and the line between two browsers, as docs/protocol.md has them: one delivery at a time is enough. */
class Lab {
  readonly sender = new Side("s", this);
  readonly taker = new Side("t", this);
  readonly peers = new Map<string, FakePeer>();
  readonly entries: string[] = [];
  isLinePresent = true;
  /** Told in the middle of a file. */
  onCarried: (bytes: number) => void = () => undefined;
  #known: { id: string; taken: boolean } | undefined;

  name(peer: FakePeer): string {
    const name = `v=${String(this.peers.size)}`;
    this.peers.set(name, peer);
    return name;
  }

  restart(): void {
    this.#known = undefined;
  }

  cut(): void {
    this.isLinePresent = false;
    for (const side of [this.sender, this.taker]) for (const peer of side.peers) peer.events.onDown("lost");
  }

  hears(from: Side, message: FileSaid): void {
    const other = from === this.sender ? this.taker : this.sender;
    const { id } = message;
    switch (message.type) {
      case "file":
        if (this.#known?.id === id) this.#introduce(id);
        else {
          this.#known = { id, taken: false };
          other.hear({ type: "file_offered", id, name: message.name, size: message.size, from_name: from.name });
        }
        break;
      case "file_accept":
        if (this.#known?.id !== id) return;
        this.#known.taken = true;
        this.#introduce(id);
        break;
      case "file_end":
        if (this.#known?.id !== id) return;
        this.#known = undefined;
        if (!this.entries.includes(`${id} ${message.outcome}`)) this.entries.push(`${id} ${message.outcome}`);
        for (const side of [this.sender, this.taker]) side.hear({ type: "file_ended", id, outcome: message.outcome });
        break;
      default:
        other.hear(message);
    }
  }

  #introduce(id: string): void {
    if (!this.#known?.taken) return;
    for (const side of [this.sender, this.taker]) side.hear({ type: "file_ice", id, servers: [], relay_only: false });
  }
}

const bytes = Uint8Array.from({ length: 1 << 20 }, (_, at) => (at * 7) & 255);
const file = () => new File([bytes], "a.bin");
/** Lets everything happen that does not wait for the clock. */
const settle = async () => { await vi.waitFor(() => Promise.resolve()); for (let at = 0; at < 400; at++) await vi.advanceTimersByTimeAsync(0); };
/** Until a condition holds; the file is read in tasks that no fake clock drives. */
const until = async (condition: () => boolean) => {
  for (let at = 0; !condition(); at++) {
    if (at > 20_000) throw new Error("never");
    await vi.advanceTimersByTimeAsync(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

describe("C7: files of a conversation", () => {
  let lab: Lab;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    lab = new Lab();
  });
  afterEach(() => {
    lab.sender.transfers.leave();
    lab.taker.transfers.leave();
    vi.useRealTimers();
  });

  const accepted = async () => {
    lab.sender.transfers.offer(file());
    await until(() => lab.taker.transfers.shown.length === 1);
    lab.taker.transfers.accept(lab.taker.only.id);
  };

  test("nothing is sent before the other side said yes", async () => {
    lab.sender.transfers.offer(file());
    await settle();
    expect(lab.taker.only).toMatchObject({ stage: "asked", name: "a.bin", size: 1 << 20, from: "s" });
    expect(lab.sender.only.stage).toBe("asking");
    expect(lab.peers.size).toBe(0);
    lab.taker.transfers.accept(lab.taker.only.id);
    await until(() => lab.taker.only.stage === "here" && lab.sender.only.stage === "over");
    expect(lab.sender.only).toMatchObject({ ending: "sent", moved: 1 << 20 });
    expect(Buffer.compare(new Uint8Array(await lab.taker.only.taken?.blob.arrayBuffer() ?? new ArrayBuffer()), bytes)).toBe(0);
    expect(lab.taker.only.taken?.blob.type).toBe("application/octet-stream");
    expect(lab.entries).toEqual(["s1 sent"]);
  });

  test("a lost link pauses it, and the next one goes on where it was", async () => {
    await accepted();
    await until(() => lab.taker.only.moved > 200_000);
    lab.cut();
    expect([lab.sender.only.stage, lab.taker.only.stage]).toEqual(["paused", "paused"]);
    const at = lab.taker.only.moved;
    expect(at).toBeLessThan(1 << 20);
    lab.isLinePresent = true;
    await until(() => lab.taker.only.stage === "moving");
    expect(lab.taker.only.moved).toBeGreaterThanOrEqual(at);
    await until(() => lab.sender.only.stage === "over");
    expect(lab.entries).toEqual(["s1 sent"]);
  });

  test("both sockets and the link are lost, and the server forgets: it goes on, and nobody is asked twice", async () => {
    await accepted();
    await until(() => lab.taker.only.moved > 200_000);
    lab.sender.isOnline = lab.taker.isOnline = false;
    lab.cut();
    lab.restart();
    lab.isLinePresent = true;
    lab.taker.reconnect();
    lab.sender.reconnect();
    await until(() => lab.sender.only.stage === "over");
    expect(lab.taker.only.stage).toBe("here");
    expect(lab.entries).toEqual(["s1 sent"]);
  });

  test("the link outlives the sockets: what arrived meanwhile is told when they are back", async () => {
    await accepted();
    await until(() => lab.taker.only.moved > 0);
    lab.sender.isOnline = lab.taker.isOnline = false;
    lab.restart();
    await until(() => lab.taker.only.stage === "here");
    expect(lab.entries).toEqual([]);
    lab.taker.reconnect();
    lab.sender.reconnect();
    await until(() => lab.sender.only.ending === "sent");
    expect(lab.entries).toEqual(["s1 sent"]);
  });

  test("a no is a no", async () => {
    lab.sender.transfers.offer(file());
    await settle();
    lab.taker.transfers.decline(lab.taker.only.id);
    await until(() => lab.sender.only.stage === "over");
    expect(lab.sender.only.ending).toBe("declined");
    expect(lab.taker.transfers.shown).toEqual([]);
  });

  test("either side breaks it off, and both know", async () => {
    await accepted();
    await until(() => lab.taker.only.moved > 0);
    lab.taker.transfers.cancel(lab.taker.only.id);
    await until(() => lab.sender.only.stage === "over");
    expect([lab.sender.only.ending, lab.taker.only.ending]).toEqual(["cancelled", "cancelled"]);
    expect(lab.sender.peers.size + lab.taker.peers.size).toBe(0);
  });

  test("who waits for a minute in vain is told that the other is gone", async () => {
    await accepted();
    await until(() => lab.taker.only.moved > 0);
    lab.cut();
    lab.sender.isOnline = false;
    await vi.advanceTimersByTimeAsync(61_000);
    expect(lab.taker.only).toMatchObject({ stage: "over", ending: "lost" });
  });

  test("what is too large, or empty, is not even offered", () => {
    lab.sender.transfers.offer(new File([new Uint8Array((10 << 20) + 1)], "big.bin"));
    lab.sender.transfers.offer(new File([], "empty.bin"));
    expect(lab.sender.transfers.shown.map(({ ending }) => ending)).toEqual(["too_large", "empty"]);
    expect(lab.sender.said).toEqual([]);
  });

  test("a refusal of the server's says why", async () => {
    lab.sender.transfers.offer(file());
    await settle();
    lab.sender.transfers.fault("s1", "no_right");
    expect(lab.sender.only).toMatchObject({ stage: "over", ending: "no_right" });
  });

  test("a page that goes tells the other side", async () => {
    await accepted();
    await until(() => lab.taker.only.moved > 0);
    lab.sender.transfers.leave();
    await until(() => lab.taker.only.stage === "over");
    expect(lab.taker.only.ending).toBe("lost");
  });

  test("another window took it: the question goes away", async () => {
    lab.sender.transfers.offer(file());
    await settle();
    lab.taker.hear({ type: "file_ended", id: "s1", outcome: "elsewhere" });
    expect(lab.taker.transfers.shown).toEqual([]);
  });
});
