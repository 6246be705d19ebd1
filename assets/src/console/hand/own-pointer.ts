import { type PointerKind, PointerTeller } from "../../link/pointer";
import type { Grant } from "../session/edges";
import type { Hit } from "./hit";

/** I2: the agent's pointer as the customer is shown it, while they allow that. */
export class OwnPointer {
  readonly #teller: PointerTeller;
  #isShown = false;

  constructor(private readonly grants: () => readonly Grant[], send: (frame: Uint8Array) => void) {
    this.#teller = new PointerTeller(send);
  }

  show(kind: PointerKind, hit: Hit, isPressed: boolean): void {
    if (!this.grants().includes("point")) return;
    this.#isShown = true;
    this.#tell(kind, hit, isPressed);
  }

  leave(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#tell("leave", { node: 0, x: 0, y: 0 }, false);
  }

  /** Nothing of the page or the link before is said again. Counting goes on: a link may show a page anew, and whoever counts from a new link on takes any number first. */
  reset(): void {
    this.#teller.stop();
  }

  #tell(kind: PointerKind, { node, x, y }: Pick<Hit, "node" | "x" | "y">, isPressed: boolean): void {
    this.#teller.tell({ kind, device: "mouse", isPressed, finger: 0, node, x, y });
  }
}
