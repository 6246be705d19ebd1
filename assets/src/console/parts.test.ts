import { describe, expect, it } from "vitest";
import { Edition } from "./edition";
import { Part } from "./parts";

const same = () => new Edition(() => "1", () => Promise.resolve("1"));

describe("a part of the console that is fetched later", () => {
  it("is fetched once, however many ask", async () => {
    let asked = 0;
    const part = new Part(() => { asked++; return Promise.resolve("screens"); }, same());
    await Promise.all([part.fetch(), part.fetch()]);
    await part.fetch();
    expect([asked, part.there.value, part.hasFailed.value]).toEqual([1, "screens", false]);
  });

  it("says that it failed, and is there when the next try gets it", async () => {
    const answers = [Promise.reject(new Error("no network")), Promise.resolve("screens")];
    const part = new Part(() => answers.shift() ?? Promise.reject(new Error("asked too often")), same());
    await part.fetch();
    expect([part.there.value, part.hasFailed.value]).toEqual([null, true]);
    await part.fetch();
    expect([part.there.value, part.hasFailed.value]).toEqual(["screens", false]);
  });

  it("is not taken out of another edition than the page's, nor asked for again", async () => {
    let asked = 0;
    const part = new Part(() => { asked++; return Promise.resolve("screens"); }, new Edition(() => "1", () => Promise.resolve("2")));
    await part.fetch();
    await part.fetch();
    expect([asked, part.there.value, part.hasFailed.value]).toEqual([1, null, false]);
  });
});
