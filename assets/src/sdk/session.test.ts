import { describe, expect, test } from "vitest";
import type { SocketEvents } from "../link/socket";
import { GRANTS, type CustomerMessage, type OfferReady, type Said, type StateChanged } from "../shared/wire.gen";
import { Chat } from "./chat";
import { Grants } from "./grants";
import { Session } from "./session";
import type { Model, Wire } from "./session-world";
import type { Share, ShareEvents } from "./share";
import type { Stored } from "./stored";

const stored: Stored = { session: "s1", token: "t1", state: "on" };

const state = (name: StateChanged["state"], more: Partial<StateChanged> = {}): StateChanged => ({
  type: "state", session: "s1", state: name, agent_name: "Maria", site_name: "Shop", ask: true, grants: [], agent_here: true, customer_here: true, ...more,
});

const offer = (attempt: string): OfferReady => ({
  type: "offer", session: "s1", attempt, sdp: "v=0", candidates: [], ice: { session: "s1", servers: [], relay_only: false, lifetime_ms: 1 },
});

/** Lets every promise that is settled tell so. */
const settled = () => new Promise((resolve) => { setImmediate(resolve); });

/** A session whose server, browser and person the test is. */
class World {
  readonly sent: CustomerMessage[] = [];
  readonly shared: string[] = [];
  readonly answered: string[] = [];
  readonly kept: { readonly kept: OfferReady; readonly goodUntil: number }[] = [];
  readonly left: string[] = [];
  readonly departed: string[] = [];
  destination: "inside" | "outside" | undefined;
  remembered: Stored | undefined = stored;
  model: Model | undefined;
  socket: SocketEvents | undefined;
  isOpen = false;
  checks = 0;
  share: ShareEvents | undefined;
  answersArrive = true;
  shareLoads = true;
  readonly session: Session;

  constructor(from: Stored = stored) {
    this.session = new Session({
      api: {
        resume: () => Promise.resolve({ kind: "ok", value: { messages: [state("interrupted")], origins: [] } }),
        post: (_session, _token, { type, attempt }) => {
          this.answered.push(type === "answer" ? attempt : `${attempt} ${type}`);
          return Promise.resolve(this.answersArrive);
        },
        leave: (_session, _token, attempt, to) => { this.left.push(`${attempt} ${to}`); },
        depart: (_session, _token, _ticket, origin) => { this.departed.push(origin); },
      },
      connect: (events) => this.#connect(events),
      loadShare: () => (this.shareLoads ? Promise.resolve({ startSharing: () => { throw new Error("not asked for"); } }) : Promise.reject(new Error("blocked"))),
      share: (_module, events) => {
        this.share = events;
        const record = (what: string) => { this.shared.push(what); };
        const share: Pick<Share, "offer" | "confirm" | "candidate" | "stop" | "close" | "grantsChanged" | "tabsChanged"> = {
          offer: ({ attempt }, isAhead) => { record(`offer ${attempt}${isAhead ? " ahead" : ""}`); },
          confirm: ({ attempt }) => { record(`confirm ${attempt}`); },
          candidate: ({ candidate }) => { record(`candidate ${candidate}`); },
          stop: () => { record("stop"); },
          close: () => { record("close"); },
          grantsChanged: () => { record("grants"); },
          tabsChanged: () => { record("tabs"); },
        };
        return share as Share;
      },
      remember: (next) => { this.remembered = next; },
      keep: (kept, goodUntil) => { this.kept.push({ kept, goodUntil }); },
      chat: new Chat({ read: () => null, write: () => undefined }, () => "chat1"),
      grants: new Grants({ read: () => null, write: () => undefined }, GRANTS),
      ask: () => Promise.resolve(false),
      destination: () => this.destination,
      tabs: () => ["t1", "t1"],
      onChange: (model) => { this.model = model; },
    }, from);
  }

  #connect(events: SocketEvents): Wire {
    this.socket = events;
    const open = () => this.isOpen && this.socket === events;
    return {
      get isOpen() { return open(); },
      send: (message) => {
        if (open()) this.sent.push(message);
        return open();
      },
      check: () => { this.checks++; },
      close: () => { if (this.socket === events) this.socket = undefined; },
    };
  }

  open(): this {
    this.isOpen = true;
    this.socket?.onOpen();
    return this;
  }

  says(...messages: Parameters<SocketEvents["onMessage"]>[0][]): this {
    for (const message of messages) this.socket?.onMessage(message);
    return this;
  }

  lose(): void {
    this.isOpen = false;
    this.socket?.onRetry(500);
  }

  types(): string[] {
    return this.sent.splice(0).map((message) => message.type);
  }
}

async function live(): Promise<World> {
  const world = new World();
  world.session.begin({ messages: [state("redeemed")], origins: [] });
  world.open().says(state("asking"));
  world.session.yes();
  world.says(state("connecting"), offer("a1"));
  await settled();
  world.share?.onLink({ type: "link", attempt: "a1", up: true, path: "direct" });
  world.says(state("live"));
  world.types();
  return world;
}

describe("an offer that the page before kept", () => {
  const resumed = (...messages: (StateChanged | OfferReady)[]) => ({ kind: "ok", value: { messages, origins: [] } }) as const;

  async function ahead(): Promise<World> {
    const world = new World();
    world.session.ahead(offer("a2"));
    await settled();
    return world;
  }

  test("M6: is answered before the server has said anything, and stands when the server hands over the same", async () => {
    const world = await ahead();
    world.share?.onAnswer("a2", "sdp");
    world.share?.onCandidate("a2", { candidate: "c", sdp_mid: "0" });
    world.session.resume(resumed(state("interrupted"), offer("a2")));
    await settled();
    expect(world.shared).toEqual(["offer a2 ahead", "confirm a2"]);
    expect(world.answered).toEqual(["a2", "a2 candidate"]);
    world.open().says(offer("a2"));
    await settled();
    expect(world.shared).toHaveLength(2);
    expect(world.types()).toEqual(["hello"]);
  });

  test("M6: what the server refused because it came before the page's own request is said again after it", async () => {
    const world = await ahead();
    world.answersArrive = false;
    world.share?.onAnswer("a2", "sdp");
    await settled();
    world.answersArrive = true;
    world.session.resume(resumed(state("interrupted"), offer("a2")));
    await settled();
    expect(world.answered).toEqual(["a2", "a2"]);
    world.open();
    expect(world.types()).toEqual(["hello"]);
  });

  test("M6: gives way to the one that the server hands over", async () => {
    const world = await ahead();
    world.session.resume(resumed(state("interrupted"), offer("a3")));
    await settled();
    expect(world.shared).toEqual(["offer a2 ahead", "offer a3"]);
    world.share?.onAnswer("a2", "too late");
    await settled();
    expect(world.answered).toEqual([]);
  });

  test.each([
    ["when there is no spare any more", resumed(state("interrupted"))],
    ["when the session is over", { kind: "problem", code: "session_ended", retryAfterS: 0 } as const],
    ["when the server cannot be reached", { kind: "offline" } as const],
  ])("P9: is let go of %s", async (_, outcome) => {
    const world = await ahead();
    world.session.resume(outcome);
    await settled();
    expect(world.shared).toEqual(["offer a2 ahead", "close"]);
  });

  test("P8: Stop ends it", async () => {
    const world = await ahead();
    world.session.stop();
    world.session.resume(resumed(state("interrupted"), offer("a2")));
    await settled();
    expect(world.shared).toEqual(["offer a2 ahead", "stop"]);
  });

  test("M6: the agent's next offer is kept for the next page", async () => {
    const before = Date.now();
    const world = await live();
    world.share?.onSpare("a2", "v=0");
    expect(world.kept.map(({ kept }) => kept)).toEqual([offer("a2")]);
    // As long as what the server gave with the offer that this page answered.
    const [goodUntil = 0] = world.kept.map((each) => each.goodUntil);
    expect(goodUntil).toBeGreaterThanOrEqual(before + 1);
    expect(goodUntil).toBeLessThanOrEqual(Date.now() + 1);
  });
});

describe("the customer's session", () => {
  test("O5: a link that goes quiet has the socket looked at", async () => {
    const world = await live();
    world.share?.onDoubt();
    expect(world.checks).toBe(1);
  });

  test("P1, P6: code, question, yes, offer, live: each stage has its name", async () => {
    const world = new World();
    const stages: (string | undefined)[] = [];
    const note = () => stages.push(world.session.model.stage);
    world.session.begin({ messages: [state("redeemed")], origins: [] });
    note();
    world.open().says(state("asking"));
    note();
    world.session.yes();
    note();
    world.says(state("connecting"), offer("a1"));
    await settled();
    expect(world.shared).toEqual(["offer a1"]);
    world.share?.onLink({ type: "link", attempt: "a1", up: true, path: "direct" });
    note();
    expect(stages).toEqual(["waiting", "asking", "connecting", "live"]);
    expect(world.types()).toEqual(["hello", "consent", "link"]);
  });

  test("P6: nothing is shared after a no, and the agent can ask again", () => {
    const world = new World();
    world.session.begin({ messages: [state("redeemed")], origins: [] });
    world.open().says(state("asking"));
    world.session.no();
    world.says(state("refused"));
    expect(world.session.model.stage).toBe("refused");
    world.says(state("asking"));
    expect(world.session.model.stage).toBe("asking");
    expect(world.types()).toEqual(["hello", "refuse"]);
  });

  test("P6: where the administrator turned the question off, the page consents by itself", () => {
    const world = new World();
    world.session.begin({ messages: [], origins: [] });
    world.open().says(state("asking", { ask: false }));
    expect(world.types()).toEqual(["hello", "consent"]);
  });

  test("a yes that got lost with the socket is said again", () => {
    const world = new World();
    world.session.begin({ messages: [], origins: [] });
    world.open().says(state("asking"));
    world.lose();
    world.session.yes();
    world.open().says(state("asking"));
    expect(world.types()).toEqual(["hello", "hello", "consent"]);
  });

  test("P8: stop is at once, whether or not the server can be reached", async () => {
    const world = await live();
    world.lose();
    world.session.stop();
    await settled();
    expect(world.shared).toContain("stop");
    expect(world.session.model).toMatchObject({ stage: "ended", reason: "customer_stopped" });
    expect(world.remembered).toMatchObject({ state: "stopped" });
    world.open();
    expect(world.types()).toEqual(["hello", "stop"]);
    world.says(state("ended", { reason: "customer_stopped" }));
    expect(world.remembered).toBeUndefined();
  });

  test("P8: a stop that the server has not heard of is told on the next page, which shares nothing", () => {
    const world = new World({ ...stored, state: "stopped" });
    world.session.finish();
    world.open().says(state("live"), offer("a9"));
    expect(world.types()).toEqual(["hello", "stop"]);
    expect(world.shared).toEqual([]);
  });

  test("P8: the agent's stop ends it past the server", async () => {
    const world = await live();
    world.share?.onStop();
    expect(world.model).toMatchObject({ stage: "ended", reason: "agent_stopped" });
    expect(world.remembered).toBeUndefined();
  });

  test("M6: the next page answers over HTTP while the socket opens, and its candidates go the same way", async () => {
    const world = new World();
    world.session.resume({ kind: "ok", value: { messages: [state("interrupted", { reason: "navigating" }), offer("a2")], origins: [] } });
    await settled();
    world.share?.onAnswer("a2", "v=0");
    world.share?.onCandidate("a2", { candidate: "c", sdp_mid: "0" });
    expect(world.answered).toEqual(["a2", "a2 candidate"]);
    expect(world.model?.stage).toBe("connecting");
    world.open();
    world.share?.onCandidate("a2", { candidate: "d", sdp_mid: "0" });
    expect(world.types()).toEqual(["hello", "candidate"]);
    world.says(offer("a2"));
    await settled();
    expect(world.shared).toEqual(["offer a2"]);
  });

  test("M6: an answer that did not arrive goes over the socket", async () => {
    const world = new World();
    world.answersArrive = false;
    world.session.resume({ kind: "ok", value: { messages: [state("interrupted"), offer("a2")], origins: [] } });
    await settled();
    world.share?.onAnswer("a2", "v=0");
    world.share?.onCandidate("a2", { candidate: "c", sdp_mid: "0" });
    await settled();
    world.open();
    expect(world.types()).toEqual(["hello", "answer", "candidate"]);
  });

  test("P9: a lost link and an absent agent are told apart", async () => {
    const world = await live();
    world.share?.onLink({ type: "link", attempt: "a1", up: false });
    expect(world.model).toMatchObject({ stage: "interrupted", isAgentHere: true });
    world.says(state("interrupted", { reason: "agent_gone", agent_here: false }));
    expect(world.model).toMatchObject({ stage: "interrupted", reason: "agent_gone", isAgentHere: false });
  });

  test("a socket that drops does not touch a live link, and the link is told again", async () => {
    const world = await live();
    world.lose();
    expect(world.model).toMatchObject({ stage: "live", isOnline: false });
    world.open();
    expect(world.types()).toEqual(["hello", "link"]);
    expect(world.shared).toEqual(["offer a1"]);
  });

  test("a second tab takes over; this one says so and can take it back", async () => {
    const world = await live();
    world.socket?.onEnd(4409);
    await settled();
    expect(world.shared.at(-1)).toBe("close");
    expect(world.model?.stage).toBe("elsewhere");
    expect(world.remembered).toMatchObject({ state: "away" });
    await world.session.takeBack();
    world.open();
    expect(world.model?.stage).toBe("connecting");
    expect(world.remembered).toMatchObject({ state: "on" });
    expect(world.types()).toEqual(["hello"]);
  });

  test.each(["session_ended", "session_unknown"])("a resumed session that is over (%s) is forgotten", (code) => {
    const world = new World();
    world.session.resume({ kind: "problem", code, retryAfterS: 0 });
    expect(world.model?.stage).toBe("ended");
    expect(world.remembered).toBeUndefined();
    expect(world.socket).toBeUndefined();
  });

  test("a part that cannot be loaded ends it with a word", async () => {
    const world = new World();
    world.shareLoads = false;
    world.session.begin({ messages: [state("redeemed")], origins: [] });
    world.open().says(state("asking"));
    world.session.yes();
    world.says(state("connecting"), offer("a1"));
    await settled();
    expect(world.model).toMatchObject({ stage: "ended", reason: "failed" });
    expect(world.types()).toEqual(["hello", "consent", "stop"]);
  });

  test("C4: what is written without a connection is said once there is one, and shown once it is kept", async () => {
    const world = await live();
    world.lose();
    world.session.say("Hello");
    expect(world.model?.chat).toMatchObject([{ text: "Hello", state: "sending" }]);
    world.open();
    expect(world.types()).toEqual(["hello", "link", "say"]);
    const kept: Said = { type: "said", session: "s1", seq: 1, id: "chat1", from: "customer", name: "", text: "Hello", at: "2026-11-22T10:00:00.000Z" };
    world.says(kept);
    expect(world.model?.chat).toMatchObject([{ text: "Hello", state: "kept" }]);
  });

  test("M6: leaving tells the server and ends the link", async () => {
    const world = await live();
    world.session.leave();
    await settled();
    expect(world.types()).toEqual(["leaving"]);
    expect(world.shared.at(-1)).toBe("close");
    expect(world.remembered).toMatchObject({ state: "on" });
  });

  test("P7: what the person takes back is told to the agent's page and the server at once, and to a server that missed it", async () => {
    const world = await live();
    expect(world.session.model.grants).toEqual(GRANTS);
    world.shared.length = 0;
    world.session.give("click", false);
    await settled();
    expect(world.shared).toEqual(["grants"]);
    expect(world.sent.splice(0)).toEqual([{ type: "consent", grants: ["view", "point", "scroll", "fill", "navigate"] }]);
    world.lose();
    world.session.give("fill", false);
    world.open().says(state("live", { grants: ["view", "point", "scroll", "fill", "navigate"] }));
    expect(world.sent.filter((message) => message.type === "consent")).toEqual([{ type: "consent", grants: ["view", "point", "scroll", "navigate"] }]);
    expect(world.session.model.grants).toEqual(["view", "point", "scroll", "navigate"]);
  });

  test("P7, V6: after Stop nothing is granted", async () => {
    const world = await live();
    expect(world.share?.grants()).toEqual(GRANTS);
    world.session.stop();
    expect(world.share?.grants()).toEqual([]);
  });
});
