/**
 * framed.js: a page in a frame of another origin, joining the page around it that is shared (M3). Loaded when that page asks it to.
 *
 *	page around: "tandem.join", a port, to this origin alone ──► is its origin the site's? (server) ──► Capture ──frames──► port ──► its own stream
 */
import type { Capture } from "../mirror/capture";
import type * as maskModule from "../mirror/mask-meter";
import type * as motionModule from "../mirror/motion-reader";
import { Sequel } from "../mirror/sequel";
import { readSettings } from "./settings";
import type * as shareModule from "./share";

/** What the page around says over the port, beside the replica's messages, which are bytes: somebody else looks on now. */
export const again = "again";

/** Shows this page to the one around it, for as long as that keeps the port open. Nothing is read, and no word said, unless its origin is the site's. */
export async function join(script: HTMLScriptElement, around: string, port: MessagePort | undefined): Promise<void> {
  const settings = readSettings(script);
  const { base, siteKey, mask, block, unmask, privateByDefault } = settings;
  if (!port || !siteKey) return;
  const reply = await fetch(`${base}api/v1/sdk/site?key=${encodeURIComponent(siteKey)}&around=${encodeURIComponent(around)}`, { credentials: "omit" });
  if (!reply.ok) return;
  const { Capture } = (await import(`${base}sdk/share.js`)) as typeof shareModule;
  const capture: Capture = new Capture(window, {
    send: (frame) => { port.postMessage(frame, [frame.buffer]); },
    mask, block, unmask, privateByDefault,
  });
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === again) capture.snapshot();
    else if (data instanceof Uint8Array) receive(capture, data);
    else capture.stop();
  };
  capture.start();
  capture.goOn((parts, host) => new Sequel(parts, host, {
    motions: () => import(`${base}sdk/motions.js`) as Promise<typeof motionModule>,
    masks: () => import(`${base}sdk/masks.js`) as Promise<typeof maskModule>,
  }));
}

/** What the replica says is not trusted. */
function receive(capture: Capture, message: Uint8Array): void {
  try {
    capture.receive(message);
  } catch (problem) {
    console.warn("Tandem:", problem);
  }
}
