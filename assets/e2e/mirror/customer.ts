// Runs in the customer's frame of the test page: gives the agent's side a Capture of this realm.
import { Capture, type CaptureOptions } from "../../src/mirror/capture";

declare global {
  interface Window {
    newCapture(options: CaptureOptions): Capture;
  }
}

window.newCapture = (options) => new Capture(window, options);
