// Runs in the customer's frame of the test page: gives the agent's side a Capture of this realm.
import { Capture, type CaptureOptions } from "../../src/mirror/capture";
import { Painter, type PainterOptions } from "../../src/mirror/painter";
import { Sequel } from "../../src/mirror/sequel";
import { Courier, type CourierOptions } from "../../src/mirror/courier";

declare global {
  interface Window {
    newCapture(options: CaptureOptions): Capture;
    goOn(capture: Capture): void;
    newPainter(capture: Capture, options: PainterOptions): Painter;
    newCourier(capture: Capture, options: CourierOptions): Courier;
  }
}

window.newCapture = (options) => new Capture(window, options);
window.goOn = (capture) => { capture.goOn((parts, host) => new Sequel(parts, host, { motions: () => import("../../src/mirror/motion-reader"), masks: () => import("../../src/mirror/mask-meter") })); };
window.newCourier = (capture, options) => new Courier(window, capture, options);
window.newPainter = (capture, options) => new Painter(window, capture, options);
