import { money } from "./money";

/** A ware's page: choosing a glaze changes the picture, choosing a size the price. Neither loads a page. */
export function startGallery(root: Document): void {
  const page = root.querySelector<HTMLElement>("[data-ware]");
  const stage = root.getElementById("stage");
  if (page && stage instanceof HTMLImageElement) new Gallery(page, stage);
}

class Gallery {
  readonly #page: HTMLElement;
  readonly #stage: HTMLImageElement;
  readonly #thumbs: HTMLAnchorElement[];

  constructor(page: HTMLElement, stage: HTMLImageElement) {
    this.#page = page;
    this.#stage = stage;
    this.#thumbs = [...page.querySelectorAll<HTMLAnchorElement>("a[data-glaze]")];
    for (const thumb of this.#thumbs) {
      thumb.addEventListener("click", (event) => {
        event.preventDefault();
        this.#show(thumb.dataset["glaze"] ?? "");
      });
    }
    page.addEventListener("change", (event) => {
      const input = event.target;
      if (!(input instanceof HTMLInputElement)) return;
      if (input.name === "glaze") this.#show(input.value);
      if (input.name === "size") this.#price(Number(input.dataset["extra"]));
    });
  }

  #show(glaze: string): void {
    for (const thumb of this.#thumbs) {
      const chosen = thumb.dataset["glaze"] === glaze;
      if (chosen) thumb.setAttribute("aria-current", "true");
      else thumb.removeAttribute("aria-current");
      const image = thumb.querySelector("img");
      if (!chosen || !image) continue;
      this.#stage.src = image.src;
      this.#stage.alt = image.alt;
      history.replaceState(history.state, "", thumb.href);
    }
    for (const input of this.#page.querySelectorAll<HTMLInputElement>("input[name=glaze]")) input.checked = input.value === glaze;
  }

  #price(extra: number): void {
    const shown = this.#page.querySelector<HTMLElement>("[data-price]");
    if (shown) shown.textContent = money(Number(shown.dataset["price"]) + extra);
  }
}
