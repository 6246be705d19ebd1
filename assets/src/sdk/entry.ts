import type { Settings } from "./settings";

/** The words of the loader, which must not load the widget's to say them. Any other language gets English, as in the widget. */
const labels = {
  en: { open: "Share this page", failed: "Could not load. Try again" },
  es: { open: "Compartir esta página", failed: "No se pudo cargar. Reintentar" },
};

/** The small button in the corner. */
export interface Entry {
  readonly button: HTMLButtonElement;
  wait(): void;
  ready(): void;
  failed(): void;
  /** It is known what the button is for; `words` are other ones than the usual. */
  show(words?: string): void;
}

export function makeEntry(settings: Pick<Settings, "lang" | "label">, open: () => void): Entry {
  const words = settings.lang.slice(0, 2).toLowerCase() === "es" ? labels.es : labels.en;
  const label = document.createElement("span");
  let usual = settings.label ?? words.open;
  label.textContent = usual;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "entry";
  button.dataset["early"] = "";
  button.lang = words === labels.es ? "es" : "en";
  button.append(icon(), label);
  button.addEventListener("click", (event) => {
    // The site's own click handlers have no business here.
    event.stopPropagation();
    open();
  });
  return {
    button,
    wait: () => { button.setAttribute("aria-busy", "true"); },
    ready: () => {
      button.setAttribute("aria-busy", "false");
      label.textContent = usual;
    },
    failed: () => {
      button.setAttribute("aria-busy", "false");
      label.textContent = words.failed;
    },
    show: (other) => {
      const isUsual = label.textContent === usual; // and not that it failed
      usual = other ?? usual;
      if (isUsual) label.textContent = usual;
      delete button.dataset["early"];
    },
  };
}

/** Two overlapping windows. */
function icon(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M7 7V4.5A1.5 1.5 0 0 1 8.5 3h7A1.5 1.5 0 0 1 17 4.5v7a1.5 1.5 0 0 1-1.5 1.5H13M4.5 7h7A1.5 1.5 0 0 1 13 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 15.5v-7A1.5 1.5 0 0 1 4.5 7Z");
  svg.append(path);
  return svg;
}
