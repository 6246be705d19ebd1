// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from "vitest";
import { JoinedFrames } from "./joined-frames";

const pay = "https://pay.shop.example";
const invitations: (readonly [message: unknown, origin: unknown, ports: unknown])[] = [];
const joined: JoinedFrames[] = [];

afterEach(() => {
  for (const frames of joined.splice(0)) frames.stop();
  document.body.replaceChildren();
  invitations.length = 0;
});

/** A frame whose window takes down what is posted to it. */
function frame(src: string): HTMLIFrameElement {
  const element = document.createElement("iframe");
  document.body.append(element);
  const inner = { postMessage: (...message: readonly [unknown, unknown, unknown]) => { invitations.push(message); } };
  Object.defineProperty(element, "contentWindow", { value: inner });
  Object.defineProperty(element, "src", { value: src });
  return element;
}

/** What the script of a page in a frame says. */
function says(source: HTMLIFrameElement, origin: string): void {
  window.dispatchEvent(Object.assign(new MessageEvent("message", { data: "tandem.shown", origin }), { source: source.contentWindow }));
}

function join(nest = vi.fn()): typeof nest {
  joined.push(new JoinedFrames(window, { idOf: () => 7, nest }, () => [pay]));
  return nest;
}

it("M3: only frames of the site's own origins are asked, each by its origin", () => {
  frame(`${pay}/form`);
  frame("https://ads.example/banner");
  frame("");
  frame("http://[");
  join();
  expect(invitations.map(([message, origin]) => [message, origin])).toEqual([["tandem.join", pay]]);
});

it("M3: a frame whose script comes late is asked then, and somebody else's is not whatever it says", () => {
  const [own, other] = [frame("https://ads.example/first"), frame("https://ads.example/banner")];
  join();
  says(other, "https://ads.example");
  says(own, pay);
  expect(invitations.map(([, origin]) => origin)).toEqual([pay]);
});

it("M3: what comes over a frame's port goes on as that frame's, and nothing after the end", async () => {
  const element = frame(`${pay}/form`);
  const nest = join();
  const [port] = invitations[0]?.[2] as readonly MessagePort[];
  port?.postMessage(Uint8Array.of(1, 2, 3));
  await vi.waitFor(() => { expect(nest).toHaveBeenCalledWith(element, Uint8Array.of(1, 2, 3)); });
  joined[0]?.stop();
  says(element, pay);
  expect(invitations).toHaveLength(1);
});
