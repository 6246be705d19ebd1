import { afterAll, vi } from "vitest";

/** Files of tests share a world (vitest.config.ts): each leaves it as it found it. */
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  if (typeof document === "undefined") return;
  const head = document.createElement("head");
  const body = document.createElement("body");
  document.documentElement.replaceChildren(head, body);
  for (const { name } of [...document.documentElement.attributes]) document.documentElement.removeAttribute(name);
  localStorage.clear();
  sessionStorage.clear();
});
