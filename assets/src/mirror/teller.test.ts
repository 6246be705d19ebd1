import { describe, expect, it, vi } from "vitest";
import type { Difference } from "./difference";
import { Inlet, readHead } from "./inlet";
import type { Parts } from "./parts";
import { Outlet } from "./stream";
import { Teller } from "./teller";
import { Op } from "./wire";

describe("style sheets", () => {
  const frames: Uint8Array<ArrayBuffer>[] = [];
  const nodes = vi.fn();
  const out = new Outlet(1, (frame) => frames.push(frame));
  const quiet = { write: () => undefined };
  const parts = { dirt: { cut: new Set(), any: false }, sheets: { settled: true }, scenery: quiet, attention: quiet, sequel: null } as unknown as Parts;
  const teller = new Teller(globalThis as unknown as Window, parts, { write: nodes } as unknown as Difference);

  const first = (frame: Uint8Array<ArrayBuffer> | undefined): Op | undefined => frame && new Inlet().open(readHead(frame)).byte();

  it("go out before what names them, no more in one task than a page can spare", async () => {
    const long = "a{}".repeat(30_000);
    teller.sheets.push(["one", "", long], ["two", "", long], ["three", "", "b{}"]);
    for (const left of [2, 1]) {
      teller.write(out, Infinity);
      expect(teller.sheets).toHaveLength(left);
      expect(nodes).not.toHaveBeenCalled();
      expect(teller.isBehind).toBe(true);
    }
    teller.write(out, Infinity);
    expect(nodes).toHaveBeenCalledTimes(1);
    expect(teller.isBehind).toBe(false);
    await vi.waitUntil(() => frames.length === 3);
    expect(frames.map(first)).toEqual([Op.Sheet, Op.Sheet, Op.Sheet]);
  });
});
