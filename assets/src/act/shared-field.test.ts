import { describe, expect, it } from "vitest";
import { seeded } from "../shared/seeded";
import type { Edit } from "./edit";
import { type FieldChange, FieldGuest, FieldHost, hostMemory } from "./shared-field";

/** A host and a guest with two queues between them, so that a test decides when each message arrives. */
function pair(text: string): { host: FieldHost; guest: FieldGuest; toHost: [number, Edit][]; toGuest: FieldChange[]; deliver: (which: "host" | "guest") => void } {
  const toHost: [number, Edit][] = [];
  const toGuest: FieldChange[] = [];
  const host = new FieldHost(text, (change) => toGuest.push(change));
  const guest = new FieldGuest(0, text, (version, edit) => toHost.push([version, edit]));
  const deliver = (which: "host" | "guest"): void => {
    if (which === "host") {
      const next = toHost.shift();
      if (next) expect(host.edit(...next)).toBeDefined();
    } else {
      const next = toGuest.shift();
      if (next) expect(guest.changed(next)).toBeDefined();
    }
  };
  return { host, guest, toHost, toGuest, deliver };
}

describe("a field that two people fill in", () => {
  it("I4: ends the same on both sides, whenever messages arrive, and keeps every word typed", () => {
    const random = seeded(7);
    const below = (limit: number): number => Math.floor(random() * limit);
    for (let round = 0; round < 300; round++) {
      const { host, guest, toHost, toGuest, deliver } = pair("start");
      const words: string[] = [];
      for (let step = 0; step < 60; step++) {
        const at = (text: string): string => {
          const word = `<${words.length}>`;
          words.push(word);
          // Between two words, never within one, so that every word can be looked for at the end.
          const gaps = [0, ...[...text.matchAll(/>/g)].map((found) => found.index + 1)];
          const gap = gaps[below(gaps.length)] ?? 0;
          return text.slice(0, gap) + word + text.slice(gap);
        };
        switch (below(4)) {
          case 0:
            host.changed(at(host.value));
            break;
          case 1:
            guest.typed(at(guest.value));
            break;
          case 2:
            deliver("host");
            break;
          default:
            deliver("guest");
        }
      }
      while (toHost.length + toGuest.length > 0) {
        deliver("host");
        deliver("guest");
      }
      expect(guest.isSettled).toBe(true);
      expect(guest.value).toBe(host.value);
      for (const word of words) expect(host.value).toContain(word);
    }
  });

  it("I4: converges when both also remove", () => {
    const random = seeded(8);
    const below = (limit: number): number => Math.floor(random() * limit);
    const change = (text: string): string => {
      const from = below(text.length + 1);
      return text.slice(0, from) + ["", "a", "bc"][below(3)] + text.slice(from + below(4));
    };
    for (let round = 0; round < 500; round++) {
      const { host, guest, toHost, toGuest, deliver } = pair("twelve chars");
      for (let step = 0; step < 40; step++) [() => { host.changed(change(host.value)); }, () => { guest.typed(change(guest.value)); }, () => { deliver("host"); }, () => { deliver("guest"); }][below(4)]?.();
      while (toHost.length + toGuest.length > 0) {
        deliver("host");
        deliver("guest");
      }
      expect(guest.value).toBe(host.value);
    }
  });

  it("refuses an edit that fits no version it remembers, or reaches beyond the text", () => {
    const host = new FieldHost("abc", () => undefined);
    expect(host.edit(1, ["x"])).toBeUndefined();
    expect(host.edit(-1, ["x"])).toBeUndefined();
    expect(host.edit(0, [4, "x"])).toBeUndefined();
    expect(host.value).toBe("abc");
    for (let i = 0; i <= hostMemory; i++) host.changed(`abc${i}`);
    expect(host.edit(0, ["x"])).toBeUndefined();
    expect(host.edit(1, ["x"])).toBeDefined();
  });

  it("tells the guest to start over when a change is missing", () => {
    const guest = new FieldGuest(0, "abc", () => undefined);
    expect(guest.changed({ version: 2, isYours: false, edit: ["x"] })).toBeUndefined();
    expect(guest.changed({ version: 1, isYours: false, edit: ["x"] })).toEqual(["x"]);
    expect(guest.value).toBe("xabc");
  });
});
