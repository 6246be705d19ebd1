/** The front page's pictures. The track scrolls and snaps by itself; arrows and dots only scroll it, and follow it. */
export function startCarousel(root: ParentNode): void {
  for (const carousel of root.querySelectorAll<HTMLElement>("[data-carousel]")) {
    const track = carousel.querySelector<HTMLElement>("[data-track]");
    if (track) new Carousel(carousel, track);
  }
}

class Carousel {
  readonly #track: HTMLElement;
  readonly #dots: HTMLButtonElement[];

  constructor(root: HTMLElement, track: HTMLElement) {
    this.#track = track;
    this.#dots = [...root.querySelectorAll<HTMLButtonElement>("[data-slide]")];
    this.#dots.forEach((dot, i) => {
      dot.addEventListener("click", () => {
        this.#show(i);
      });
    });
    for (const arrow of root.querySelectorAll<HTMLButtonElement>("[data-go]")) {
      arrow.addEventListener("click", () => {
        this.#show(this.#current() + Number(arrow.dataset["go"]));
      });
    }
    track.addEventListener("scroll", () => {
      this.#mark();
    });
  }

  /** The slide in view, by how far the track has been scrolled. */
  #current(): number {
    return this.#track.clientWidth === 0 ? 0 : Math.round(this.#track.scrollLeft / this.#track.clientWidth);
  }

  /** Past either end it goes round. */
  #show(index: number): void {
    const count = this.#dots.length;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const left = ((index + count) % count) * this.#track.clientWidth;
    this.#track.scrollTo({ left, behavior: calm ? "auto" : "smooth" });
  }

  #mark(): void {
    const current = this.#current();
    this.#dots.forEach((dot, i) => {
      if (i === current) dot.setAttribute("aria-current", "true");
      else dot.removeAttribute("aria-current");
    });
  }
}
