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

  test("… unless its next page comes", () => {
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
