import type { Caret } from "../../act/field";
import { CaretFlag } from "../../carets/flag";
import { isTextField, placedIn } from "../../carets/placed";
import { type Box, Ruler } from "../../carets/ruler";
import { boxInWindow } from "../tools/place";

/** Where the agent is: a field, and the place in its text; null where no place is told. */
export interface AgentPlace {
  readonly control: Element;
  readonly caret: Caret | null;
}

/** I4: the agent's caret over the field that they are in, frame by frame for as long as they are in one. */
export class AgentCaret {
  readonly #flag = new CaretFlag(document, "agent");
  readonly #ruler: Ruler;
  #at: AgentPlace | undefined;
  #frame = 0;

  constructor(root: ShadowRoot, private readonly agent: () => string) {
    this.#flag.element.style.position = "fixed";
    this.#ruler = new Ruler(document, root);
    root.prepend(this.#flag.element);
  }

  show(at: AgentPlace | undefined): void {
    this.#at = at;
    this.#draw();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#flag.stop();
    this.#ruler.stop();
  }

  #draw(): void {
    const box = this.#at && boxInWindow(this.#at.control);
    if (!this.#at || !box) {
      this.#flag.hide();
      // A field that is out of sight may come back; one that is gone does not.
      if (this.#at?.control.isConnected !== true) return;
    } else {
      this.#flag.show({ field: box, at: this.#boxes(this.#at, box), name: this.agent() });
    }
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#draw();
      });
    }
  }

  #boxes({ control, caret }: AgentPlace, box: DOMRectReadOnly): readonly Box[] {
    if (!caret || !isTextField(control)) return [];
    return placedIn({ box, ownWidth: control.offsetWidth, ownHeight: control.offsetHeight }, this.#ruler.boxesOf(control, caret.from, caret.to));
  }
}
