/**
 * beside.js: what goes to the agent beside the page itself, loaded once that is on its way: where the customer points, and that they are in a field.
 */
import { InField } from "./in-field";
import { type NodeIds, Pointing } from "./pointing";

export interface BesideOptions {
  /** Takes a message of the pointer channel. */
  readonly point: (bytes: Uint8Array) => void;
  /** The customer is in a field, where the agent may be as well. */
  readonly inField: () => void;
}

/** For as long as one view lasts. */
export class Beside {
  readonly #pointing: Pointing;
  readonly #inField: InField;

  constructor(window: Window, host: Element, ids: NodeIds, { point, inField }: BesideOptions) {
    this.#pointing = new Pointing(window, host, ids, point);
    this.#inField = new InField(window, inField);
  }

  /** The customer may be in a field already. */
  look(): void {
    this.#inField.look();
  }

  stop(): void {
    this.#pointing.stop();
    this.#inField.stop();
  }
}
