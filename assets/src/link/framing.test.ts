import { describe, expect, test } from "vitest";
import { FramingError, pieces, pieceSize, Reassembler } from "./framing";
import { seeded } from "../shared/seeded";

const MiB = 1024 * 1024;

function bytes(length: number, next: () => number): Uint8Array {
  const out = new Uint8Array(length);
  for (let i = 0; i < length; i += 7) out[i] = next() * 256;
  return out;
}

function through(reassembler: Reassembler, message: Uint8Array): Uint8Array[] {
  const out: Uint8Array[] = [];
  for (const piece of pieces(message)) {
    expect(piece.length).toBeLessThanOrEqual(pieceSize);
    const whole = reassembler.push(piece.slice());
    if (whole) out.push(whole);
  }
  return out;
}

function header(length: number, rest = 0): Uint8Array {
  const piece = new Uint8Array(4 + rest);
  new DataView(piece.buffer).setUint32(0, length);
  return piece;
}

describe("framing", () => {
  test("messages of every size around the pieces' edges arrive whole and in order", () => {
    const next = seeded(1);
    const reassembler = new Reassembler(MiB);
    const edges = [0, 1, 3, 4, pieceSize - 5, pieceSize - 4, pieceSize - 3, pieceSize, 2 * pieceSize - 4, 2 * pieceSize - 3, MiB];
    for (const length of [...edges, ...Array.from({ length: 50 }, () => Math.floor(next() * 200_000))]) {
      const message = bytes(length, next);
      const [received, ...more] = through(reassembler, message);
      expect(received !== undefined && Buffer.compare(received, message), `${length} bytes`).toBe(0);
      expect(more).toEqual([]);
    }
  });

  test("a message over the limit is refused at its first piece", () => {
    expect(() => new Reassembler(100).push(header(101, 10))).toThrow(FramingError);
    expect(() => new Reassembler(64 * MiB).push(header(0xffffffff, 10))).toThrow(FramingError);
  });

  test("an announced length allocates nothing before the bytes are here", () => {
    const before = process.memoryUsage().arrayBuffers;
    const waiting = Array.from({ length: 100 }, () => {
      const reassembler = new Reassembler(64 * MiB);
      reassembler.push(header(64 * MiB, pieceSize - 4));
      return reassembler;
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * MiB);
    expect(waiting).toHaveLength(100);
  });

  test("short, empty and surplus pieces are refused", () => {
    const opened = () => {
      const reassembler = new Reassembler(MiB);
      expect(reassembler.push(header(100_000, pieceSize - 4))).toBeUndefined();
      return reassembler;
    };
    expect(() => opened().push(new Uint8Array(0))).toThrow(FramingError);
    expect(() => opened().push(new Uint8Array(1))).toThrow(FramingError);
    expect(() => opened().push(new Uint8Array(100_000))).toThrow(FramingError);
    expect(() => new Reassembler(MiB).push(new Uint8Array(3))).toThrow(FramingError);
    expect(() => new Reassembler(MiB).push(header(1, 2))).toThrow(FramingError);
    expect(() => new Reassembler(MiB).push(header(10, pieceSize))).toThrow(FramingError);
  });

  test("no sequence of pieces does anything but give messages or a FramingError", () => {
    const next = seeded(2);
    for (let round = 0; round < 500; round++) {
      const reassembler = new Reassembler(100_000);
      try {
        for (let i = 0; i < 20; i++) {
          const piece = bytes(next() < 0.3 ? pieceSize : Math.floor(next() * pieceSize), next);
          if (next() < 0.8) piece.fill(0, 0, 2);
          const message = reassembler.push(piece);
          if (message) expect(message.length).toBeLessThanOrEqual(100_000);
        }
      } catch (problem) {
        expect(problem).toBeInstanceOf(FramingError);
      }
    }
  });
});
