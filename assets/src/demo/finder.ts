/** Find a shop: the list's entries and the map's pins choose each other. Without it the pins lead to the entries as links. */
export function startFinder(root: Document): void {
  const list = root.getElementById("outlets");
  if (list) new Finder(root, list);
}

class Finder {
  readonly #list: HTMLElement;
  readonly #pins: Map<string, SVGAElement>;

  constructor(root: Document, list: HTMLElement) {
    this.#list = list;
    this.#pins = new Map([...root.querySelectorAll<SVGAElement>("a.pin")].map((pin) => [pin.dataset["outlet"] ?? "", pin]));
    for (const [id, pin] of this.#pins) {
      pin.addEventListener("click", (event) => {
        event.preventDefault();
        this.#choose(id, true);
      });
    }
    list.addEventListener("click", (event) => {
      const entry = event.target instanceof Element ? event.target.closest("li") : null;
      if (entry) this.#choose(entry.id, false);
    });
    list.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      this.#move(event.key === "ArrowDown" ? 1 : -1);
    });
  }

  #choose(id: string, scroll: boolean): void {
    for (const entry of this.#list.children) {
      entry.classList.toggle("chosen", entry.id === id);
      if (entry.id === id && scroll && entry instanceof HTMLElement) this.#reach(entry);
    }
    for (const [name, pin] of this.#pins) pin.classList.toggle("chosen", name === id);
  }

  #move(by: number): void {
    const entries = [...this.#list.children];
    const chosen = entries.findIndex((entry) => entry.classList.contains("chosen"));
    const next = entries[Math.min(entries.length - 1, Math.max(0, chosen + by))];
    if (next) this.#choose(next.id, true);
  }

  /** Scrolls the box alone: scrollIntoView would move the page as well, and the map out of sight. */
  #reach(entry: HTMLElement): void {
    const above = entry.getBoundingClientRect().top - this.#list.getBoundingClientRect().top;
    this.#list.scrollTop += above - (this.#list.clientHeight - entry.clientHeight) / 2;
  }
}
