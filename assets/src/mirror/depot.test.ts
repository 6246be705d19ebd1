import { beforeEach, describe, expect, it } from "vitest";
import { AssetKind, decodeWant, encodeAnswer, type Lack, type Want } from "./assets";
import { Depot, type Stored } from "./depot";

const picture = { kind: AssetKind.Picture, urgent: true, node: 3, url: "https://shop.example/a.png" };

describe("the depot", () => {
  let sent: Want[];
  let depot: Depot;
  let got: (Stored | Lack)[];

  beforeEach(() => {
    sent = [];
    got = [];
    depot = new Depot({ send: (message) => { sent.push(decodeWant(message)); }, canvas: () => undefined });
  });

  const ask = (page: number): void => { depot.ask({ page, ...picture }, (result) => { got.push(result); }); };
  const bytes = (number: number): void => { depot.receive(encodeAnswer({ kind: "bytes", number, hash: "h", type: "image/png", bytes: Uint8Array.of(1) })); };

  it("asks once for what two parts of a page want", () => {
    ask(1);
    ask(1);
    expect(sent).toHaveLength(1);
    bytes(sent[0]?.number ?? 0);
    expect(got).toHaveLength(2);
    expect(depot.at(picture.url)).toBe(got[0]);
  });

  it("asks again for the next page, when the last one left the question without an answer", () => {
    ask(1);
    ask(2);
    expect(sent.map(({ page }) => page)).toEqual([1, 2]);
    bytes(sent[1]?.number ?? 0);
    expect(got).toHaveLength(1);
    ask(2);
    expect(sent, "nothing is on its way any more").toHaveLength(3);
  });

  it("keeps what the next page waits for when the last one's answer comes after all", () => {
    ask(1);
    ask(2);
    bytes(sent[0]?.number ?? 0);
    ask(2);
    expect(sent).toHaveLength(2);
    bytes(sent[1]?.number ?? 0);
    expect(got).toHaveLength(3);
  });

  it("asks for the bytes of what the customer's side takes for known and is not here", () => {
    ask(1);
    depot.receive(encodeAnswer({ kind: "known", number: sent[0]?.number ?? 0, hash: "h" }));
    expect(sent.map(({ afresh }) => afresh)).toEqual([false, true]);
    bytes(sent[1]?.number ?? 0);
    expect(got).toHaveLength(1);
  });
});
