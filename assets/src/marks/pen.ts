import type { Mark, Place, Shape } from "./mark";

/** What is under a place of the window, by element; undefined where there is nothing of the page. */
export type PlaceAt = (left: number, top: number) => Place | undefined;

/** Nearer points of ink than this add nothing to see, in CSS pixels. */
const nearPx = 2;

/** Makes marks out of a pointer that is pressed, moved and let go. What is drawn is told once a frame, while it is being drawn. */
export class Pen {
  #id = 0;
  #shape: Shape | undefined;
  #first: Place | undefined;
  #at = { left: 0, top: 0 };
  /** Ink that has not been told. */
  #fresh: Place[] = [];
  #last: Place | undefined;
  #frame = 0;

  constructor(private readonly placeAt: PlaceAt, private readonly tell: (mark: Mark) => void) {}

  get isDown(): boolean {
    return this.#shape !== undefined;
  }

  begin(shape: Shape, left: number, top: number): void {
    const place = this.placeAt(left, top);
    if (!place) return;
    this.#id++;
    this.#shape = shape;
    this.#at = { left, top };
    this.#first = place;
    this.#last = undefined;
    this.#fresh = [place];
    if (shape === "spotlight") this.#flush();
  }

  move(left: number, top: number): void {
    if (!this.#shape || Math.hypot(left - this.#at.left, top - this.#at.top) < nearPx) return;
    const place = this.placeAt(left, top);
    if (!place) return;
    this.#at = { left, top };
    this.#last = place;
    this.#fresh.push(place);
    this.#frame ||= requestAnimationFrame(() => { this.#flush(); });
  }

  end(): void {
    if (this.#shape && this.#shape !== "spotlight") this.#flush();
    this.#shape = undefined;
  }

  cancel(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#shape = undefined;
  }

  #flush(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const points = this.#points();
    if (this.#shape && points.length > 0) this.tell({ id: this.#id, shape: this.#shape, points });
  }

  #points(): readonly Place[] {
    switch (this.#shape) {
      case "ink":
        return this.#fresh.splice(0);
      case "spotlight":
        // The element that is pulled to.
        return [this.#last ?? this.#first].filter((place) => place !== undefined);
      case "box":
      case "arrow":
        return this.#first && this.#last ? [this.#first, this.#last] : [];
      case undefined:
        return [];
    }
  }
}
