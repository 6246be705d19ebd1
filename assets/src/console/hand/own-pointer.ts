import { encodePointer, type PointerKind } from "../../link/pointer";
import type { Grant } from "../session/edges";
import type { Hit } from "./hit";

/** I2: the agent's pointer as the customer is shown it, while they allow that. */
export class OwnPointer {
  #seq = 0;
  #isShown = false;

  constructor(private readonly grants: () => readonly Grant[], private readonly send: (frame: Uint8Array) => void) {}

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

  /** Another link counts anew. */
  reset(): void {
    this.#seq = 0;
  }

  /** The channel may lose what is said once: all but moves is said twice. */
  #tell(kind: PointerKind, { node, x, y }: Pick<Hit, "node" | "x" | "y">, isPressed: boolean): void {
    const frame = encodePointer({ kind, device: "mouse", isPressed, finger: 0, seq: ++this.#seq, node, x, y });
    this.send(frame);
    if (kind !== "move") this.send(frame);
  }
}
