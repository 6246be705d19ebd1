import { beforeEach, describe, expect, it } from "vitest";
import { CoBrowse } from "./cobrowse";
import type { Snapshot } from "./snapshot";
import { stageOf } from "./stage";
import { HandClock, HandPeer, HandSocket, iceMessage, settled, stateMessage } from "./testing";

const id = "session1";

class Bench {
  readonly clock = new HandClock();
  readonly socket = new HandSocket();
  readonly peers: HandPeer[] = [];
  readonly snapshots: Snapshot[] = [];
  slowPeers = false;
  #ids = 0;
  readonly session = new CoBrowse({
    id,
    clock: this.clock,
    newId: () => `id${String(++this.#ids)}`,
    makePeer: (ice, events) => {
      const peer = new HandPeer(ice, events, this.peers.length);
      peer.gathers = this.slowPeers;
      this.peers.push(peer);
      return peer;
    },
    onChange: (snapshot) => this.snapshots.push(snapshot),
  });

  get stage(): string {
    return stageOf(this.session.snapshot).kind;
  }

  get offers(): string[] {
    return this.socket.of("offer").map((offer) => offer.attempt);
  }

  peer(number: number): HandPeer {
    const peer = this.peers[number];
    if (!peer) throw new Error(`only ${String(this.peers.length)} peers were made`);
    return peer;
  }

  offer(number: number): string {
    const attempt = this.offers[number];
    if (attempt === undefined) throw new Error(`only ${String(this.offers.length)} offers were sent`);
    return attempt;
  }

  async open(state: Snapshot["state"] = "issued"): Promise<void> {
    this.session.opened(this.socket.send);
    this.session.receive(stateMessage(id, state ?? "issued", state === "issued" ? { expires_in_ms: 600_000 } : {}));
    this.session.receive(iceMessage(id));
    await settled();
  }

  /** Takes the newest offer all the way up. */
  async connect(): Promise<HandPeer> {
    const number = this.peers.length - 1;
    const attempt = this.offer(this.offers.length - 1);
    this.session.receive(stateMessage(id, "connecting"));
    this.session.receive({ type: "taken", session: id, attempt });
    this.session.receive({ type: "answer", session: id, attempt, sdp: "answer" });
    await settled();
    this.peer(number).events.onUp("direct");
    this.session.receive(stateMessage(id, "live", { customer_here: true }));
    await settled();
    return this.peer(number);
  }
}

describe("a co-browse on the agent's side", () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
  });

  it("attaches and leaves a spare offer at the server before any customer comes", async () => {
    await bench.open();
    expect(bench.socket.sent.map((message) => message.type)).toEqual(["attach", "offer"]);
    expect(bench.socket.of("attach")[0]).toEqual({ type: "attach", session: id, chat_after: 0 });
    expect(bench.socket.of("offer")[0]?.sdp).toBe("offer 0");
  });

  it("P1: says how long the code lives, by this machine's own clock", async () => {
    await bench.open();
    expect(bench.session.snapshot.expiresAt).toBe(bench.clock.now() + 600_000);
    expect(bench.stage).toBe("waiting");
  });

  it("P9: goes through the stages in the customer's order", async () => {
    await bench.open();
    const seen: string[] = [];
    for (const state of ["redeemed", "asking", "refused", "asking", "connecting"] as const) {
      bench.session.receive(stateMessage(id, state));
      seen.push(bench.stage);
    }
    await bench.connect();
    seen.push(bench.stage);
    expect(seen).toEqual(["arriving", "asking", "refused", "asking", "connecting", "live"]);
  });

  it("connects with the spare that was taken, reports the path and gets the next spare ready", async () => {
    await bench.open();
    const peer = await bench.connect();
    expect(peer.accepted).toBe("answer");
    expect(bench.socket.of("link")).toEqual([{ type: "link", session: id, attempt: bench.offer(0), up: true, path: "direct" }]);
    expect(bench.session.snapshot.path).toBe("direct");
    expect(bench.offers).toHaveLength(2);
  });

  it("M6: tells the customer's page the next page's offer beforehand, and tells it again to the page after", async () => {
    await bench.open();
    const first = await bench.connect();
    expect(first.spares).toEqual([`${bench.offer(1)} offer 1`]);
    const second = await bench.connect();
    expect(second.spares).toEqual([`${bench.offer(2)} offer 2`]);
    expect(first.spares).toHaveLength(1);
  });

  it("holds the customer's candidates back until the answer is in", async () => {
    await bench.open();
    const attempt = bench.offer(0);
    bench.session.receive({ type: "taken", session: id, attempt });
    bench.session.receive({ type: "candidate", session: id, attempt, candidate: "early", sdp_mid: "0" });
    expect(bench.peer(0).candidates).toEqual([]);
    bench.session.receive({ type: "answer", session: id, attempt, sdp: "answer" });
    await settled();
    bench.session.receive({ type: "candidate", session: id, attempt, candidate: "late", sdp_mid: "0" });
    expect(bench.peer(0).candidates.map((candidate) => candidate.candidate)).toEqual(["early", "late"]);
  });

  it("sends its own candidates under the attempt's name", async () => {
    await bench.open();
    bench.peer(0).events.onCandidate({ candidate: "mine", sdp_mid: "0" });
    expect(bench.socket.of("candidate")).toEqual([{ type: "candidate", session: id, attempt: bench.offer(0), candidate: "mine", sdp_mid: "0" }]);
  });

  it("M6: keeps the old page's connection until the next page's is up, then drops it", async () => {
    await bench.open();
    const first = await bench.connect();
    let connected = 0;
    const frames: number[] = [];
    bench.session.watch({ onConnected: () => connected++, onMirror: (frame) => frames.push(frame.length), onMirrorEarly: () => undefined, onPointer: () => undefined, onAsset: () => undefined, onOutcome: () => undefined });
    bench.session.receive(stateMessage(id, "interrupted", { reason: "navigating" }));
    expect(bench.stage).toBe("navigating");
    expect(first.closed).toBe(false);
    const second = await bench.connect();
    expect(first.closed).toBe(true);
    expect(connected).toBe(1);
    first.events.onMirror(new Uint8Array(1));
    second.events.onMirror(new Uint8Array(2));
    expect(frames).toEqual([2]);
    expect(bench.stage).toBe("live");
  });

  it("makes an offer at once when the customer waits for one", async () => {
    await bench.open("connecting");
    bench.session.receive({ type: "offer_wanted", session: id });
    await settled();
    expect(bench.offers).toHaveLength(2);
    expect(bench.peer(1).hurried).toBe(true);
  });

  it("M6: the page shows as soon as it is here, before the server knows of it", async () => {
    await bench.open();
    await bench.connect();
    bench.session.receive(stateMessage(id, "interrupted", { reason: "navigating" }));
    expect(bench.stage).toBe("navigating");
    bench.session.receive({ type: "taken", session: id, attempt: bench.offer(1) });
    bench.session.receive({ type: "answer", session: id, attempt: bench.offer(1), sdp: "answer" });
    await settled();
    bench.session.receive(stateMessage(id, "interrupted", { reason: "navigating", customer_here: true }));
    bench.peer(1).events.onUp("direct");
    expect(bench.stage).toBe("live");
    bench.session.receive(stateMessage(id, "live"));
    bench.session.receive(stateMessage(id, "interrupted", { reason: "navigating" }));
    expect(bench.stage).toBe("navigating");
  });

  it("a customer who comes while the spare is still being made gets that one, as it is", async () => {
    await bench.open();
    bench.slowPeers = true;
    await bench.connect();
    expect(bench.offers).toHaveLength(1);
    bench.session.receive(stateMessage(id, "interrupted", { reason: "navigating" }));
    bench.session.receive({ type: "offer_wanted", session: id });
    await settled();
    expect(bench.peers).toHaveLength(2);
    expect(bench.offers).toHaveLength(2);
  });

  it("an answer whose `taken` was lost with the socket still connects", async () => {
    await bench.open("connecting");
    bench.session.receive({ type: "answer", session: id, attempt: bench.offer(0), sdp: "answer" });
    await settled();
    bench.peer(0).events.onUp("relay");
    expect(bench.session.snapshot.path).toBe("relay");
  });

  it("asks for fresh credentials when the old ones are about to end", async () => {
    await bench.open();
    bench.clock.pass(500_000);
    bench.session.receive({ type: "offer_wanted", session: id });
    await settled();
    expect(bench.socket.of("ice_request")).toHaveLength(1);
    expect(bench.offers).toHaveLength(1);
    bench.session.receive(iceMessage(id));
    await settled();
    expect(bench.offers).toHaveLength(2);
  });

  it("P9: a lost path shows at once, is reported, and a new offer is ready", async () => {
    await bench.open();
    const peer = await bench.connect();
    peer.events.onDown();
    await settled();
    expect(stageOf(bench.session.snapshot)).toEqual({ kind: "interrupted", reason: "link_lost" });
    expect(bench.socket.of("link").at(-1)).toEqual({ type: "link", session: id, attempt: bench.offer(0), up: false });
  });

  it("the socket may drop and come back without touching a live page", async () => {
    await bench.open();
    const peer = await bench.connect();
    bench.session.closed();
    expect(bench.stage).toBe("live");
    expect(bench.session.snapshot.online).toBe(false);
    const before = bench.socket.sent.length;
    await bench.open("live");
    expect(peer.closed).toBe(false);
    expect(bench.stage).toBe("live");
    // A server that has restarted must hear of the connection before it sees an offer, or it would make a new one.
    expect(bench.socket.sent.slice(before).map((message) => message.type)).toEqual(["attach", "link", "offer"]);
    expect(new Set(bench.offers).size).toBe(bench.offers.length);
  });

  it("a socket that comes back while the browsers are connecting does not disturb them", async () => {
    await bench.open("connecting");
    bench.session.receive({ type: "taken", session: id, attempt: bench.offer(0) });
    bench.session.closed();
    await bench.open("connecting");
    expect(bench.offers).toHaveLength(1);
    bench.session.receive({ type: "answer", session: id, attempt: bench.offer(0), sdp: "answer" });
    await settled();
    bench.peer(0).events.onUp("direct");
    await settled();
    expect(bench.session.snapshot.path).toBe("direct");
    expect(bench.offers).toHaveLength(2);
  });

  it("counts how long the page has been seen from the first time on", async () => {
    await bench.open();
    await bench.connect();
    const began = bench.clock.now();
    bench.clock.pass(30_000);
    bench.session.receive(stateMessage(id, "interrupted", { reason: "navigating" }));
    await bench.connect();
    expect(bench.session.snapshot.liveSince).toBe(began);
  });

  it("P9: after a reload it goes on counting from when the page was first seen", async () => {
    await bench.open("live");
    expect(bench.session.snapshot.liveSince).toBeNull();
    bench.clock.pass(100_000);
    bench.session.receive(stateMessage(id, "live", { running_ms: 65_000 }));
    const began = bench.clock.now() - 65_000;
    bench.clock.pass(500);
    bench.session.receive(stateMessage(id, "live", { running_ms: 65_300 })); // slower than the one before
    expect(bench.session.snapshot.liveSince).toBe(began);
  });

  it("P8: Stop acts at once, past the server and at the server, and lets nothing back in", async () => {
    await bench.open();
    const peer = await bench.connect();
    bench.session.stop();
    expect(peer.stopped).toBe(true);
    expect(peer.closed).toBe(true);
    expect(bench.socket.of("stop")).toHaveLength(1);
    expect(stageOf(bench.session.snapshot)).toEqual({ kind: "ended", reason: "agent_stopped" });
    bench.session.receive(stateMessage(id, "live"));
    expect(bench.stage).toBe("ended");
  });

  it("P8: a Stop pressed while the socket was away reaches the server as soon as it is back", async () => {
    await bench.open();
    await bench.connect();
    bench.session.closed();
    bench.session.stop();
    expect(bench.socket.of("stop")).toHaveLength(0);
    bench.session.opened(bench.socket.send);
    expect(bench.socket.of("stop")).toHaveLength(1);
  });

  it("P8: the customer's Stop shows at once, before the server has said so", async () => {
    await bench.open();
    const peer = await bench.connect();
    peer.events.onStop();
    expect(stageOf(bench.session.snapshot)).toEqual({ kind: "ended", reason: "customer_stopped" });
    expect(bench.peers.every((each) => each.closed)).toBe(true);
  });

  it("P3: stopping before anybody came takes the code back", async () => {
    await bench.open();
    bench.session.stop();
    expect(bench.stage).toBe("withdrawn");
  });

  it("P6: after a refusal the agent can ask again", async () => {
    await bench.open();
    bench.session.receive(stateMessage(id, "refused"));
    bench.session.ask();
    expect(bench.socket.of("ask")).toEqual([{ type: "ask", session: id }]);
  });

  it("says so when the page went on in another window, leaves it there, and can bring it back", async () => {
    await bench.open();
    await bench.connect();
    const offers = bench.offers.length;
    bench.session.receive({ type: "fault", session: id, code: "wrong_state", message: "", ref: bench.offer(0) });
    expect(bench.stage).toBe("elsewhere");
    bench.session.closed();
    await bench.open("live");
    expect(bench.offers).toHaveLength(offers); // an offer would take the page away from the other window
    bench.session.showHere();
    await settled();
    expect(bench.offers).toHaveLength(offers + 1);
    await bench.connect();
    expect(bench.stage).toBe("live");
  });

  it("takes the page over again when the other window is closed", async () => {
    await bench.open();
    await bench.connect();
    bench.session.receive({ type: "fault", session: id, code: "wrong_state", message: "", ref: bench.offer(0) });
    bench.session.receive(stateMessage(id, "interrupted", { reason: "agent_gone" }));
    bench.session.receive({ type: "offer_wanted", session: id });
    await settled();
    await bench.connect();
    expect(bench.stage).toBe("live");
  });

  it("a refused spare is no reason to give up the page", async () => {
    await bench.open();
    const peer = await bench.connect();
    bench.session.receive({ type: "fault", session: id, code: "wrong_state", message: "", ref: bench.offer(1) });
    expect(peer.closed).toBe(false);
    expect(bench.stage).toBe("live");
  });

  it("a session that is not this agent's says so and makes no more offers", async () => {
    bench.session.opened(bench.socket.send);
    bench.session.receive({ type: "fault", session: id, code: "unknown_session", message: "" });
    bench.session.receive(iceMessage(id));
    await settled();
    expect(bench.stage).toBe("unknown");
    expect(bench.offers).toHaveLength(0);
  });

  it("C4: what was written offline is sent on return, once acknowledged it is kept, and nothing shows twice", async () => {
    await bench.open();
    bench.session.closed();
    bench.session.talk.say("hello");
    expect(bench.session.snapshot.chat.map((entry) => entry.delivery)).toEqual(["sending"]);
    await bench.open();
    const [said] = bench.socket.of("say");
    if (!said) throw new Error("nothing was said");
    const message = { type: "said", session: id, seq: 1, id: said.id, from: "agent", name: "Ada", text: "hello", at: "2026-11-22T10:00:00.000Z" } as const;
    bench.session.receive(message);
    bench.session.receive(message);
    expect(bench.session.snapshot.chat.map((entry) => [entry.text, entry.delivery])).toEqual([["hello", "kept"]]);
    expect(bench.session.snapshot.unread).toBe(0);
  });

  it("C4: a refused message says so and can be tried again or thrown away", async () => {
    await bench.open();
    bench.session.talk.say("too fast");
    const [said] = bench.socket.of("say");
    if (!said) throw new Error("nothing was said");
    bench.session.receive({ type: "fault", session: id, code: "too_fast", message: "", ref: said.id });
    expect(bench.session.snapshot.chat[0]?.delivery).toBe("failed");
    bench.session.talk.retry(said.id);
    expect(bench.socket.of("say").map((again) => again.id)).toEqual([said.id, said.id]);
    bench.session.receive({ type: "fault", session: id, code: "too_fast", message: "", ref: said.id });
    bench.session.talk.discard(said.id);
    expect(bench.session.snapshot.chat).toEqual([]);
  });

  it("counts what the customer wrote until it is read", async () => {
    await bench.open();
    bench.session.receive({ type: "said", session: id, seq: 1, id: "c1", from: "customer", name: "", text: "hi", at: "2026-11-22T10:00:00.000Z" });
    expect(bench.session.snapshot.unread).toBe(1);
    bench.session.talk.markRead();
    expect(bench.session.snapshot.unread).toBe(0);
  });

  it("never holds more than four connections open", async () => {
    await bench.open();
    const live = await bench.connect();
    for (let round = 0; round < 6; round++) {
      bench.session.receive({ type: "offer_wanted", session: id });
      await settled();
    }
    expect(bench.peers.filter((peer) => !peer.closed)).toHaveLength(4);
    expect(live.closed).toBe(false);
  });
});
