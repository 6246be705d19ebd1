// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { BlankFrames } from "./blank-frames";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** A frame in a test never loads by itself: `arrives` stands for what the network brings. */
function arrives(frame: HTMLIFrameElement, html: string | null): void {
  const doc = html === null ? null : new DOMParser().parseFromString(html, "text/html");
  Object.defineProperty(frame, "contentDocument", { configurable: true, get: () => doc });
  frame.dispatchEvent(new Event("load"));
}

function setUp(): { host: HTMLElement; blanks: BlankFrames; begun: HTMLIFrameElement[]; take: () => void } {
  const host = document.createElement("div");
  const blanks = new BlankFrames(host, "about:blank#blank");
  const begun: HTMLIFrameElement[] = [];
  return { host, blanks, begun, take: () => { blanks.take((frame) => { begun.push(frame); }); } };
}

const blankPage = "<!doctype html><html><head><title></title></head></html>";

it("gives away the frame that was made ahead, at once, and makes the next", () => {
  const { blanks, begun, take, host } = setUp();
  const first = blanks.spare;
  arrives(first, blankPage);
  take();
  expect(begun).toEqual([first]);
  expect(blanks.spare).not.toBe(first);
  expect(host.children).toHaveLength(2);
});

it("a dark page brings its own ground along, in a dark console too", () => {
  expect(setUp().blanks.spare.style.colorScheme).toBe("light");
});

it("waits for a frame that is on its way", () => {
  const { blanks, begun, take } = setUp();
  take();
  expect(begun).toEqual([]);
  arrives(blanks.spare, blankPage);
  expect(begun).toHaveLength(1);
});

it("asks again for a frame whose request went to a network that is gone, less and less often", () => {
  const { blanks, begun, take, host } = setUp();
  take();
  const frames = new Set([blanks.spare]);
  for (let second = 0; second < 30; second++) {
    vi.advanceTimersByTime(1000);
    frames.add(blanks.spare);
  }
  expect(frames.size).toBe(6); // replaced after 1, 3, 7, 15 and 23 s
  expect(host.children).toHaveLength(1);
  arrives(blanks.spare, blankPage);
  expect(begun).toHaveLength(1);
});

it.each([["the browser's error page", null], ["a proxy's", "<h1>502 Bad Gateway</h1>"], ["a plain one", "Bad Gateway"]])("does not build in an error page: %s", (_, html) => {
  const { blanks, begun, take } = setUp();
  const broken = blanks.spare;
  arrives(broken, html);
  take();
  expect(begun).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(blanks.spare).not.toBe(broken);
  arrives(blanks.spare, blankPage);
  expect(begun).toHaveLength(1);
});

it("gives a frame to the last who asked, and to nobody after the end", () => {
  const { blanks, begun, take } = setUp();
  blanks.take(() => { throw new Error("nobody waits for this any more"); });
  take();
  arrives(blanks.spare, blankPage);
  expect(begun).toHaveLength(1);
  take();
  const last = blanks.spare;
  blanks.destroy();
  arrives(last, blankPage);
  expect(begun).toHaveLength(1);
});
