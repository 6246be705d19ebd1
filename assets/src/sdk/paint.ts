import type { Settings } from "./settings";
import type { Surface } from "./surface";

/** What the site's administrator decided about the button. */
export interface ButtonLooks {
  readonly icon: string;
  readonly colour: string;
  readonly corner: string;
}

/** What the page itself says about the corner goes before the administrator's choice. */
export function paint({ colour, corner, icon }: ButtonLooks, { position }: Pick<Settings, "position">, { host, root }: Pick<Surface, "host" | "root">): void {
  if (position === "right") host.dataset["side"] = corner === "bottom-left" ? "left" : "right";
  if (/^#[0-9a-f]{6}$/.test(colour)) {
    host.style.setProperty("--brand", colour);
    host.style.setProperty("--on-brand", isLight(colour) ? "#10181c" : "#fff");
  }
  const picture = root.querySelector<SVGElement>(".entry svg");
  if (icon === "none") picture?.remove();
  else picture?.querySelector("path")?.setAttribute("d", icon === "question" ? question : bubble);
}

const bubble = "M3.5 4.5h13v9h-7l-3.5 3v-3H3.5Z";
const question = "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM8 8a2 2 0 1 1 2.8 1.8c-.5.3-.8.6-.8 1.2M10 13.500v.1";

/** Whether dark letters are easier to read on a colour than white ones (WCAG 2.2, relative luminance: at 0.179 both contrasts are the same). */
function isLight(colour: string): boolean {
  const part = (at: number) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) > 0.179;
}
