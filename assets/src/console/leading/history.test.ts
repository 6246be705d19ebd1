// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { PageHistory } from "./history";

describe("I9: the history of a session", () => {
  beforeEach(() => { sessionStorage.clear(); });

  it("has the newest page first, each once, under its last title", () => {
    const history = new PageHistory("s1", sessionStorage);
    history.visit({ url: "https://shop.example/", title: "Start" });
    history.visit({ url: "https://shop.example/help", title: "" });
    expect(history.pages.value[0]).toEqual({ url: "https://shop.example/help", label: "shop.example/help" });
    history.visit({ url: "https://shop.example/help", title: "Help" });
    history.visit({ url: "https://shop.example/", title: "Start (2)" });
    history.visit({ url: "about:blank", title: "" });
    expect(history.pages.value).toEqual([{ url: "https://shop.example/", label: "Start (2)" }, { url: "https://shop.example/help", label: "Help" }]);
  });

  it("survives a reload of the console, and is gone with the session", () => {
    new PageHistory("s1", sessionStorage).visit({ url: "https://shop.example/", title: "Start" });
    expect(new PageHistory("s1", sessionStorage).pages.value).toEqual([{ url: "https://shop.example/", label: "Start" }]);
    expect(new PageHistory("s2", sessionStorage).pages.value).toEqual([]);
    new PageHistory("s1", sessionStorage).forget();
    expect(sessionStorage.length).toBe(0);
  });

  it("reads nothing that it did not write", () => {
    sessionStorage.setItem("tandem.pages.s1", `[{"url":"javascript:alert(1)","label":"x"},7,{"url":"https://a.example/"}]`);
    sessionStorage.setItem("tandem.pages.s2", "{");
    expect(new PageHistory("s1", sessionStorage).pages.value).toEqual([]);
    expect(new PageHistory("s2", sessionStorage).pages.value).toEqual([]);
  });

  it("remembers a hundred pages", () => {
    const history = new PageHistory("s1", sessionStorage);
    for (let page = 0; page < 120; page++) history.visit({ url: `https://shop.example/${String(page)}`, title: "" });
    expect(history.pages.value).toHaveLength(100);
    expect(history.pages.value[0]?.url).toBe("https://shop.example/119");
  });
});
