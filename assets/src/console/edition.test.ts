import { describe, expect, it } from "vitest";
import { Edition, editionIn } from "./edition";

describe("O6: the edition of the console", () => {
  it("is what the server wrote into its page", () => {
    expect(editionIn('<head><meta name="edition" content="aB3-_x"><title>Tandem</title>')).toBe("aB3-_x");
    expect(editionIn('<meta name="edition" content="">')).toBeNull();
    expect(editionIn("<h1>Bad gateway</h1>")).toBeNull();
  });

  it("is old once the server has another, and not for want of an answer", async () => {
    const answers: (Promise<string | null> | Error)[] = [Promise.resolve("1"), new Error("no network"), Promise.resolve(null), Promise.resolve("2"), Promise.resolve("1")];
    const edition = new Edition(() => "1", () => { const next = answers.shift(); return next instanceof Promise ? next : Promise.reject(next ?? new Error("asked too often")); });
    const seen: boolean[] = [];
    while (answers.length > 0) {
      await edition.check();
      seen.push(edition.isOld.value);
    }
    expect(seen).toEqual([false, false, false, true, false]); // and back, where the upgrade was undone
  });
});
