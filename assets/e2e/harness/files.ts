import type { Page } from "puppeteer-core";
import { inPage, until } from "./until";

/** Files in a page: chosen as a person would, cut off in the middle, and looked at when they are saved. */

/** What the page keeps for the test. */
interface Kept {
  connections: number;
  saved: { name: string; hash: string }[];
}

/** From now on: the page's first connection for a file breaks after so many bytes of it have come, and what is saved is hashed instead of being put into a folder. */
export async function cutsTheFirstFile(page: Page, afterBytes: number): Promise<void> {
  await page.evaluate((after) => {
    const kept: Kept = { connections: 0, saved: [] };
    (window as unknown as { kept: Kept }).kept = kept;
    const make = RTCPeerConnection.prototype.createDataChannel;
    RTCPeerConnection.prototype.createDataChannel = function (label, init) {
      const channel = make.call(this, label, init);
      if (label !== "files") return channel;
      const isFirst = kept.connections++ === 0;
      let came = 0;
      channel.addEventListener("message", ({ data }: MessageEvent<ArrayBuffer>) => {
        came += data.byteLength;
        if (isFirst && came > after) this.close();
      });
      return channel;
    };
    const address = URL.createObjectURL.bind(URL);
    let last: Blob | MediaSource | undefined; // the console's policy lets nobody fetch it back
    URL.createObjectURL = (of) => address((last = of));
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      if (!this.hasAttribute("download")) {
        click.call(this);
        return;
      }
      if (!(last instanceof Blob)) return;
      void last.arrayBuffer().then((bytes) => crypto.subtle.digest("SHA-256", bytes)).then((hash) => {
        kept.saved.push({ name: this.download, hash: [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("") });
      });
    };
  }, afterBytes);
}

/** Chooses a file of so many bytes, no two alike, in the console or in the widget, and returns its SHA-256. */
export async function chooses(page: Page, name: string, size: number): Promise<string> {
  return until("where files are chosen", () => page.evaluate(async (called: string, length: number) => {
    const field = (document.querySelector("tandem-widget")?.shadowRoot ?? document).querySelector<HTMLInputElement>("input[type=file]");
    if (!field) return null;
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
    bytes.set([0x25, 0x50, 0x44, 0x46, 0x2d]); // %PDF-
    const chosen = new DataTransfer();
    chosen.items.add(new File([bytes], called));
    field.files = chosen.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    const hash = await crypto.subtle.digest("SHA-256", bytes);
    return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }, name, size));
}

/** What was saved, once something is, and over how many connections it came. */
export async function saved(page: Page): Promise<{ name: string; hash: string; connections: number }> {
  return inPage(page, "what was saved", () => {
    const { kept } = window as unknown as { kept: Kept };
    const [first] = kept.saved;
    return first ? { ...first, connections: kept.connections } : null;
  });
}
