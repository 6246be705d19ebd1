import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Membership, Tabs, type TabsEvents } from "./tabs";

/** The tabs of one browser, as far as they talk: every channel hears what the others say. */
class Channel {
  static readonly open = new Set<Channel>();
  onmessage: ((event: MessageEvent) => void) | null = null;

  constructor() {
    Channel.open.add(this);
  }

  postMessage(data: unknown): void {
    for (const other of Channel.open) if (other !== this) other.onmessage?.({ data: structuredClone(data) } as MessageEvent);
  }

  close(): void {
    Channel.open.delete(this);
  }
}

/** The browser's locks: one at a time has a name, the others wait for it in their order. */
class Locks {
  readonly #held = new Map<string, { readonly free: () => void }>();
  readonly #waiting = new Map<string, (() => void)[]>();

  request(name: string, { signal }: LockOptions, then: () => Promise<void> | undefined): Promise<void> {
    const grant = () => {
      if (signal?.aborted) return;
      const held = then();
      if (!held) return;
      const free = () => {
        this.#held.delete(name);
        for (const next of this.#waiting.get(name)?.splice(0) ?? []) next();
      };
      this.#held.set(name, { free });
      void held.then(free);
    };
    if (this.#held.has(name)) this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), grant]);
    else grant();
    return Promise.resolve();
  }

  /** What the browser does when a tab is closed or crashes. */
  free(tab: string): void {
    this.#held.get(`tandem.tab.${tab}`)?.free();
  }
}

const membership: Membership = { session: "s1", token: "t1", grants: ["view", "point"] };

function tab(events: Partial<TabsEvents> = {}) {
  const told = { changes: 0, over: "", grants: "", heir: 0 };
  const tabs = new Tabs({
    membership: () => membership,
    onChange: () => { told.changes++; },
    onGrants: (grants) => { told.grants = grants.join(); },
    onOver: (reason) => { told.over = reason; },
    onHeir: () => { told.heir++; },
    ...events,
  });
  return { tabs, told };
}

beforeEach(() => {
  vi.stubGlobal("BroadcastChannel", Channel);
  vi.stubGlobal("navigator", { locks: new Locks() });
  vi.useFakeTimers();
  Channel.open.clear();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("M7: the tabs of one site", () => {
  test("a new one gets the session from another, and from nobody when there is none", async () => {
    const [first, second] = [tab(), tab()];
    first.tabs.enter(true);
    expect(await second.tabs.join()).toEqual(membership);
    first.tabs.end("customer_stopped");
    const nobody = second.tabs.join();
    await vi.runAllTimersAsync();
    expect(await nobody).toBeUndefined();
  });

  test("before the person's yes there is nothing to be part of", async () => {
    const [first, second] = [tab({ membership: () => undefined }), tab()];
    first.tabs.enter(true);
    const nothing = second.tabs.join();
    await vi.runAllTimersAsync();
    expect(await nothing).toBeUndefined();
  });

  test("all know which there are and which one is shown", () => {
    const [first, second] = [tab(), tab()];
    first.tabs.enter(true);
    second.tabs.enter(false);
    expect(second.tabs.isAnotherShown).toBe(true);
    expect(first.tabs.all).toEqual(second.tabs.all);
    expect(first.tabs.all).toHaveLength(2);
    second.tabs.enter(true);
    expect(first.tabs.isAnotherShown).toBe(true);
    second.tabs.leave();
    expect(first.tabs.all).toEqual([first.tabs.id]);
  });

  test("M6: one whose page has gone hears nothing that would throw it out of the back/forward cache, and is one of them again when it comes back", () => {
    const [first, second] = [tab(), tab()];
    first.tabs.enter(true);
    second.tabs.enter(false);
    first.tabs.leave();
    expect(Channel.open.size).toBe(1);
    second.tabs.enter(true);
    first.tabs.enter(true);
    expect(second.tabs.all).toEqual(first.tabs.all);
    expect(second.tabs.isAnotherShown).toBe(true);
  });

  test("P8: what is stopped in one is over in all, and what is taken back in one is taken back in all", () => {
    const [first, second] = [tab(), tab()];
    first.tabs.enter(true);
    second.tabs.enter(false);
    first.tabs.tellGrants(["view"]);
    expect(second.told.grants).toBe("view");
    second.tabs.end("customer_stopped");
    expect(first.told.over).toBe("customer_stopped");
  });

  test("when the one that is shown is closed and nobody turns to another, one of the others goes on", () => {
    const [first, ...others] = [tab(), tab(), tab()];
    first.tabs.enter(true);
    for (const { tabs } of others) tabs.enter(false);
    first.tabs.leave();
    vi.advanceTimersByTime(9_999);
    expect(others.map(({ told }) => told.heir)).toEqual([0, 0]);
    vi.advanceTimersByTime(1);
    expect(others.map(({ told }) => told.heir).sort()).toEqual([0, 1]);
  });

  test("one that went without a word is missed when another is turned to", () => {
    const [first, second] = [tab(), tab()];
    first.tabs.enter(true);
    second.tabs.enter(true);
    Channel.open.clear();
    first.tabs.enter(false);
    first.tabs.enter(true);
    expect(first.tabs.all).toHaveLength(2);
    vi.runAllTimers();
    expect(first.tabs.all).toEqual([first.tabs.id]);
  });

  test("one that is closed or crashes without a word is missed by all others, and one of them goes on if it was the one that was shown", () => {
    const closed = tab();
    const [channel] = Channel.open;
    const others = [tab(), tab()];
    closed.tabs.enter(true);
    for (const { tabs } of others) tabs.enter(false);
    expect(others.map(({ tabs }) => tabs.all.length)).toEqual([3, 3]);
    if (channel) Channel.open.delete(channel);
    (navigator.locks as unknown as Locks).free(closed.tabs.id);
    vi.advanceTimersByTime(500);
    expect(others.map(({ tabs }) => tabs.all.length)).toEqual([2, 2]);
    vi.advanceTimersByTime(10_000);
    expect(others.map(({ told }) => told.heir).sort()).toEqual([0, 1]);
  });

  test("one whose lock is free and who still answers stays", () => {
    const [first, second] = [tab(), tab()];
    first.tabs.enter(true);
    second.tabs.enter(false);
    (navigator.locks as unknown as Locks).free(second.tabs.id);
    vi.advanceTimersByTime(499);
    expect(first.tabs.all).toHaveLength(2);
  });

  test("the one that is shown may be on its way to its next page", () => {
    const [first, second] = [tab(), tab()];
    first.tabs.enter(true);
    second.tabs.enter(false);
    first.tabs.leave();
    tab().tabs.enter(true);
    vi.advanceTimersByTime(60_000);
    expect(second.told.heir).toBe(0);
  });

  test("a tab that is part of nothing hears nothing", () => {
    const [first, second] = [tab(), tab()];
    first.tabs.enter(true);
    first.tabs.end("customer_stopped");
    expect(second.told).toEqual({ changes: 0, over: "", grants: "", heir: 0 });
  });
});
