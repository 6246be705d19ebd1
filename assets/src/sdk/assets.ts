/**
 * assets.js: what reads pictures, fonts and style sheets in the customer's browser for an agent's that cannot, and what takes pictures of canvases.
 * Loaded with the first request for an asset, or with the first canvas that the site shares.
 */
import { Courier, type CourierOptions, type Told } from "../mirror/courier";
import { type CanvasTold, Painter } from "../mirror/painter";
import { SentAssets } from "./sent-assets";

/** The assets of one view, for as long as that lasts. */
export class ViewAssets {
  readonly #courier: Courier;
  readonly #painter: Painter;

  constructor(told: Told & CanvasTold, options: Omit<CourierOptions, "memory">) {
    this.#courier = new Courier(window, told, { ...options, memory: new SentAssets() });
    this.#painter = new Painter(window, told, options);
  }

  /** A request of the agent's. What is not one gets no answer. */
  receive(message: Uint8Array): void {
    try {
      this.#courier.receive(message);
    } catch (problem) {
      console.warn("Tandem:", problem);
    }
  }

  paint(canvas: HTMLCanvasElement): void {
    this.#painter.add(canvas);
  }

  stop(): void {
    this.#courier.stop();
    this.#painter.stop();
  }
}
