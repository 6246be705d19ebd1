// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { forget, load, save } from "./stored";

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

test("M6: the next page finds the session, until it is forgotten", () => {
  save({ session: "s", token: "t", state: "on" });
  expect(load()).toEqual({ session: "s", token: "t", state: "on" });
  save({ session: "s", token: "t", state: "stopped" });
  expect(load()?.state).toBe("stopped");
  forget();
  expect(load()).toBeUndefined();
});

test.each(["", "s", "s t", "s t nonsense", " t on", "{}"])("%j is no session", (text) => {
  sessionStorage.setItem("tandem.session", text);
  expect(load()).toBeUndefined();
});

test("a page without storage has sessions of one page", () => {
  vi.stubGlobal("sessionStorage", { get getItem(): never { throw new Error("denied"); }, get setItem(): never { throw new Error("denied"); }, get removeItem(): never { throw new Error("denied"); } });
  save({ session: "s", token: "t", state: "on" });
  forget();
  expect(load()).toBeUndefined();
});
