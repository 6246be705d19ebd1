// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { newTicket, readTicket, writeTicket } from "./ticket";

describe("M6: what a tab takes along to another origin of the site", () => {
  test("is read as it was written", () => {
    const ticket = { session: "s1", ticket: newTicket(), grants: ["view", "scroll", "navigate"] } as const;
    expect(readTicket(writeTicket(ticket))).toEqual(ticket);
  });

  test("has 256 bits, and none twice", () => {
    expect(newTicket()).toMatch(/^[\w-]{43}$/);
    expect(newTicket()).not.toBe(newTicket());
  });

  test.each(["", "#", "#top", "#tandem=", "#tandem=a", "#tandem=a.b", "#tandem=.b.v", "#tandem=a..v", "#tandem=a.b.v.x", "#x#tandem=a.b.v"])("“%s” is none", (fragment) => {
    expect(readTicket(fragment)).toBeUndefined();
  });

  test("grants that do not exist are none", () => {
    expect(readTicket("#tandem=a.b.vxyz")?.grants).toEqual(["view"]);
  });
});
