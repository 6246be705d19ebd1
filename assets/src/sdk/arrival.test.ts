import { describe, expect, test, vi } from "vitest";
import type { Arrived, Outcome } from "./api";
import { arrive } from "./arrival";

const here: Arrived = { session: "s1", token: "t2", messages: [], origins: ["https://shop.example"], sameAddress: true };
const yes: Outcome<Arrived> = { kind: "ok", value: here };
const wrong: Outcome<Arrived> = { kind: "problem", code: "ticket_wrong", retryAfterS: 30 };
const fragment = "#tandem=s1.T.vp";

const server = (...outcomes: Outcome<Arrived>[]) => ({ arrive: vi.fn(() => Promise.resolve(outcomes.shift() ?? wrong)) });

describe("M6: a tab that comes from another origin of the site", () => {
  test("goes on when it came from one of the site's pages, from the same address", async () => {
    const api = server(yes);
    const arrival = await arrive(api, fragment, "https://shop.example/basket");
    expect(api.arrive).toHaveBeenCalledExactlyOnceWith("s1", "T");
    expect(arrival).toMatchObject({ isSame: true, token: "t2", ticket: { grants: ["view", "point"] } });
  });

  test.each([
    ["a page of somebody else's", "https://evil.example/", here],
    ["a mail, which has no page", "", here],
    ["another address", "https://shop.example/", { ...here, sameAddress: false }],
  ])("V6: from %s it has to ask again", async (_, referrer, value) => {
    const arrival = await arrive(server({ kind: "ok", value }), fragment, referrer);
    expect(arrival?.isSame).toBe(false);
  });

  test("waits for a ticket that is on its way still, and not for ever", async () => {
    vi.useFakeTimers();
    const late = arrive(server(wrong, wrong, yes), fragment, "https://shop.example/");
    const never = arrive(server(), fragment, "https://shop.example/");
    await vi.runAllTimersAsync();
    expect(await late).toBeDefined();
    expect(await never).toBeUndefined();
    vi.useRealTimers();
  });

  test("without a ticket asks nobody", async () => {
    const api = server(yes);
    expect(await arrive(api, "#top", "https://shop.example/")).toBeUndefined();
    expect(api.arrive).not.toHaveBeenCalled();
  });
});
