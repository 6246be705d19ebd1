// @vitest-environment happy-dom
import { createHash } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { type Answer, AssetKind, decodeAnswer, encodeWant } from "./assets";
import { Courier } from "./courier";

const url = "https://shop.example/logo.png";

/** A page with one picture, whose server answers when the test says so. */
class World {
  readonly sent: Answer[] = [];
  readonly remembered = new Set<string>();
  readonly courier: Courier;
  /** Assets that were read to their end. */
  read = 0;
  readonly #arrive: (() => void)[] = [];

  constructor() {
    const picture = document.createElement("img");
    const fetched = async (): Promise<Response> => {
      await new Promise<void>((arrive) => { this.#arrive.push(arrive); });
      return new Response("pixels", { headers: { "content-type": "image/png" } });
    };
    const digest = (_: string, bytes: Uint8Array): Promise<Uint8Array> => {
      this.read++;
      return Promise.resolve(createHash("sha256").update(bytes).digest());
    };
    const win = { fetch: fetched, location: new URL(url), crypto: { subtle: { digest } }, AbortSignal, clearTimeout };
    this.courier = new Courier(win as unknown as Window & typeof globalThis, {
      page: 1,
      nodeById: (id) => (id === 7 ? picture : undefined),
      coverOf: () => "shown",
      attributesById: (id) => (id === 7 ? new Map([["src", url]]) : undefined),
      sheetTexts: () => [],
    }, {
      send: (message) => { this.sent.push(decodeAnswer(message)); },
      memory: { size: 0, has: (hash) => this.remembered.has(hash), add: (hash) => { this.remembered.add(hash); } },
    });
  }

  asks(number: number): void {
    this.courier.receive(encodeWant({ page: 1, number, kind: AssetKind.Picture, urgent: true, afresh: false, node: 7, url }));
  }

  /** The server's answers come, and all that follows from them. */
  async arrives(): Promise<void> {
    const before = this.read;
    const coming = this.#arrive.splice(0);
    for (const arrive of coming) arrive();
    await vi.waitFor(() => { expect(this.read).toBe(before + coming.length); });
    await new Promise((next) => { setImmediate(next); });
  }
}

describe("the courier", () => {
  test("M5: sends an asset's bytes once, and its name from then on", async () => {
    const world = new World();
    world.asks(1);
    await world.arrives();
    world.asks(2);
    await world.arrives();
    expect(world.sent.map(({ kind }) => kind)).toEqual(["bytes", "known"]);
    expect(world.remembered.size).toBe(1);
  });

  test("M5: what was read when sharing had stopped is neither sent nor remembered as sent", async () => {
    const world = new World();
    world.asks(1);
    world.courier.stop();
    await world.arrives();
    expect(world.sent).toEqual([]);
    expect(world.remembered.size).toBe(0);
  });
});
