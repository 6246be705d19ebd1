import { describe, expect, it } from "vitest";
import { hashOf, parseRoute, type Route } from "./route";

describe("addresses of the console", () => {
  const routes: Route[] = [
    { screen: "home" },
    { screen: "sign-in" },
    { screen: "setup", token: "9VtTzv0Yk2xJ1nq6" },
    { screen: "join", token: "k5v3x7m2.a-b_c" },
    { screen: "session", id: "k5v3x7m2" },
    { screen: "sites" },
    { screen: "staff" },
    { screen: "tokens" },
  ];

  it.each(routes)("$screen comes back from its own address", (route) => {
    expect(parseRoute(hashOf(route))).toEqual(route);
  });

  it.each(["#/session/", "#/join", "#/session/a/b", "#/session/<b>", "#/nowhere", "#//x", "#/sites/1"])("%s is nowhere", (hash) => {
    expect(parseRoute(hash)).toEqual({ screen: "not-found" });
  });

  it("an empty fragment is home", () => {
    expect(parseRoute("")).toEqual({ screen: "home" });
    expect(parseRoute("#")).toEqual({ screen: "home" });
  });
});
