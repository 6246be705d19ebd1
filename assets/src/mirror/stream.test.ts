import { describe, expect, it } from "vitest";
import { Reader } from "./bytes";
import { Inlet, readHead } from "./inlet";
import { Outlet } from "./stream";
import { Op, WireError } from "./wire";

/** Repeatable random numbers (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An outlet whose frames can be waited for. */
function outletTo(stream: number): { outlet: Outlet; frame: () => Promise<Uint8Array<ArrayBuffer>> } {
  const frames: Uint8Array<ArrayBuffer>[] = [];
  let arrived: (() => void) | null = null;
  const outlet = new Outlet(stream, (frame) => {
    frames.push(frame);
    arrived?.();
  });
  const frame = async (): Promise<Uint8Array<ArrayBuffer>> => {
    outlet.end();
    if (frames.length === 0) await new Promise<void>((done) => (arrived = done));
    const first = frames.shift();
    if (first === undefined) throw new Error("woken without a frame");
    return first;
  };
  return { outlet, frame };
}

describe("a stream", { timeout: 30_000 }, () => {
  it("gives back every text, name, id and number that was written", async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const next = random(seed);
      const whole = (below: number): number => Math.floor(next() * below);
      const { outlet, frame: sent } = outletTo(seed);
      const inlet = new Inlet();
      for (let frame = 0; frame < 12; frame++) {
        const texts = Array.from({ length: whole(12) }, () =>
          Array.from({ length: whole(next() < 0.1 ? 9000 : 90) }, () => String.fromCharCode(whole(next() < 0.7 ? 128 : 65536))).join(""),
        );
        const ids = Array.from({ length: whole(30) }, () => 1 + whole(next() < 0.5 ? 200 : 2 ** 40));
        const names = Array.from({ length: whole(20) }, () => `name${whole(40)}`);
        for (const text of texts) outlet.body.text(text);
        for (const id of ids) outlet.id(id);
        for (const name of names) outlet.name(name);
        const head = readHead(await sent());
        expect([head.stream, head.number]).toEqual([seed, frame]);
        const reader = inlet.open(head);
        expect(texts.map(() => reader.text())).toEqual(texts);
        expect(ids.map(() => inlet.id())).toEqual(ids);
        expect(names.map(() => inlet.name())).toEqual(names);
        expect([reader.byte(), reader.left]).toEqual([Op.End, 0]);
      }
    }
  });

  it("counts on no name in a frame that may be read before others, and enters none", async () => {
    const { outlet, frame: sent } = outletTo(2);
    const [behind, inTurn] = [new Inlet(), new Inlet()];
    const frames: Uint8Array<ArrayBuffer>[] = [];
    const write = async (isAhead: boolean, ...names: string[]): Promise<void> => {
      outlet.isAhead = isAhead;
      for (const name of names) outlet.name(name);
      frames.push(await sent());
    };
    const namesIn = (frame: Uint8Array, count: number, read: (reader: Reader) => string | undefined): (string | undefined)[] => {
      const reader = new Reader(readHead(frame).body);
      return Array.from({ length: count }, () => read(reader));
    };
    await write(false, "li", "class");
    outlet.seen = 0;
    await write(false, "span");
    await write(true, "li", "span", "b", "b");
    await write(false, "b", "span");
    for (const [i, names] of [["li", "class"], ["span"], ["li", "span", "b", "b"], ["b", "span"]].entries()) {
      const head = readHead(frames[i] as Uint8Array);
      inTurn.open(head);
      expect(names.map(() => inTurn.name())).toEqual(names);
      if (i === 0) {
        behind.open(head);
        expect(names.map(() => behind.name())).toEqual(names);
      }
    }
    // Without the second frame.
    expect(namesIn(frames[2] as Uint8Array, 4, (reader) => behind.nameAhead(reader))).toEqual(["li", "span", "b", "b"]);
  });

  it("keeps frames in order, whether they were deflated or not", async () => {
    const numbers: number[] = [];
    let done: () => void = () => undefined;
    const all = new Promise<void>((resolve) => (done = resolve));
    const outlet = new Outlet(9, (frame) => {
      numbers.push(readHead(frame).number);
      if (numbers.length === 30) done();
    });
    for (let i = 0; i < 30; i++) {
      outlet.body.text("x".repeat(i % 3 === 0 ? 100_000 : 10));
      outlet.end();
    }
    await all;
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, i) => i));
  });

  it("refuses cut and altered frames with a WireError and nothing else", async () => {
    const next = random(7);
    const { outlet, frame: sent } = outletTo(1);
    for (let i = 0; i < 400; i++) outlet.body.text(`some text ${i % 40}`);
    const frame = await sent();
    for (let round = 0; round < 500; round++) {
      const broken = frame.slice(0, next() < 0.5 ? Math.floor(next() * frame.length) : frame.length);
      for (let i = 0; i < 3 && broken.length > 0; i++) broken[Math.floor(next() * broken.length)] = Math.floor(next() * 256);
      try {
        const reader = new Inlet().open(readHead(broken));
        while (reader.left > 0) reader.text();
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
      }
    }
  });

  it("spells out long names each time, on both sides alike, so that they fill no memory", async () => {
    const { outlet, frame: sent } = outletTo(3);
    const inlet = new Inlet();
    const long = (i: number): string => `${i}`.padEnd(1025, "n");
    for (const name of ["short", long(1), long(1), "late", "late", "short", long(2), "short"]) {
      outlet.name(name);
      const frame = await sent();
      const reader = inlet.open(readHead(frame));
      if (name.length > 1024) expect(reader.left).toBeGreaterThan(1024);
      expect(inlet.name() === name).toBe(true);
    }
  });

  it("remembers the newest 4,096 names of a page that makes up new ones for hours, and the same ones on both sides", async () => {
    const { outlet, frame: sent } = outletTo(4);
    const inlet = new Inlet();
    const sizes: number[] = [];
    const round = async (name: (i: number) => string): Promise<void> => {
      const names = Array.from({ length: 1000 }, (_, i) => name(i));
      for (const each of names) outlet.name(each);
      const reader = inlet.open(readHead(await sent()));
      sizes.push(reader.left);
      expect(names.every((each) => inlet.name() === each)).toBe(true);
    };
    // A thousand in every frame. In the end those come back that have just been there, and then the first of all.
    for (let frame = 0; frame < 80; frame++) await round((i) => `class-${frame}-${i}`);
    await round((i) => `class-79-${i}`);
    await round((i) => `class-76-${i}`);
    await round((i) => `class-0-${i}`);
    const [newest, kept, forgotten] = sizes.slice(-3);
    // Two bytes each, and the end.
    expect(newest).toBeLessThanOrEqual(2001);
    expect(kept).toBeLessThanOrEqual(2001);
    expect(forgotten).toBe(sizes[0]);
  });

  it("gives a bomb no room", async () => {
    const { outlet, frame: sent } = outletTo(1);
    outlet.body.text("a".repeat(1 << 20));
    const frame = await sent();
    const lying = frame.slice();
    lying[7] = 0x80 | 10; // Announces ten bytes and a rest that is a megabyte less.
    lying[8] = 1;
    lying[9] = 0;
    expect(() => new Inlet().open(readHead(lying))).toThrow(WireError);
  });
});
