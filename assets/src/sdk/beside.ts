/**
 * beside.js: what goes to the agent beside the page itself, loaded once that is on its way: where the customer points, that they are in a
 * field, and what frames of the site's other origins show.
 */
import { InField } from "./in-field";
import { type Around, JoinedFrames } from "./joined-frames";
import { type NodeIds, Pointing } from "./pointing";

export interface BesideOptions {
  /** Takes a message of the pointer channel. */
  readonly point: (bytes: Uint8Array) => void;
  /** The customer is in a field, where the agent may be as well. */
  readonly inField: () => void;
  /** The site's other origins, whose frames may join. */
  readonly origins: () => readonly string[];
}

/** For as long as one view lasts. */
export class Beside {
  readonly #pointing: Pointing;
  readonly #inField: InField;
  readonly frames: JoinedFrames;

  constructor(window: Window, host: Element, mirror: NodeIds & Around, { point, inField, origins }: BesideOptions) {
    this.#pointing = new Pointing(window, host, mirror, point);
    this.#inField = new InField(window, inField);
    this.frames = new JoinedFrames(window, mirror, origins);
  }

  /** The customer may be in a field already. */
  look(): void {
    this.#inField.look();
  }

  stop(): void {
    this.#pointing.stop();
    this.#inField.stop();
    this.frames.stop();
  }
}
