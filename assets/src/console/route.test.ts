import { describe, expect, it } from "vitest";
import { hashOf, parseRoute, type Route } from "./route";

describe("addresses of the console", () => {
  const routes: Route[] = [
    { screen: "home" },
    { screen: "sign-in" },
    { screen: "setup", token: "9VtTzv0Yk2xJ1nq6" },
    { screen: "join", token: "k5v3x7m2.a-b_c" },
    { screen: "session", id: "k5v3x7m2" },
    { screen: "forgot" },
    { screen: "reset", token: "9VtTzv0Yk2xJ1nq6" },
    { screen: "history" },
    { screen: "history", id: "k5v3x7m2" },
    { screen: "settings" },
    { screen: "settings", section: "staff" },
    { screen: "settings", section: "groups", id: "k5v3x7m2" },
  ];

  it.each(routes)("$screen comes back from its own address", (route) => {
    expect(parseRoute(hashOf(route))).toEqual(route);
  });

  it.each(["#/session/", "#/join", "#/session/a/b", "#/session/<b>", "#/nowhere", "#//x", "#/sites/1", "#/settings/nothing", "#/settings/staff/a/b", "#/settings/staff/<b>"])("%s is nowhere", (hash) => {
    expect(parseRoute(hash)).toEqual({ screen: "not-found" });
  });

  it("addresses of earlier versions lead to where it is now", () => {
    expect(parseRoute("#/sites")).toEqual({ screen: "settings", section: "sites" });
  });

  it("an empty fragment is home", () => {
    expect(parseRoute("")).toEqual({ screen: "home" });
    expect(parseRoute("#")).toEqual({ screen: "home" });
  });
});
