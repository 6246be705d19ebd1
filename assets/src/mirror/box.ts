/** A part that is not shown keeps its size. */
export function box(element: HTMLElement, value: string, label: string): void {
  if (!("style" in element)) return;
  const { style } = element;
  if (value === "frame") {
    style.setProperty("background", `${written(label)}, repeating-linear-gradient(45deg, #0000 0 8px, #8883 8px 16px)`);
    return;
  }
  const [width, height] = value.split(",").map(Number);
  style.setProperty("box-sizing", "border-box", "important");
  style.setProperty("width", `${width ?? 0}px`, "important");
  style.setProperty("height", `${height ?? 0}px`, "important");
  style.setProperty("background", "repeating-linear-gradient(45deg, #8884 0 8px, #8882 8px 16px)", "important");
}

/** A label as a picture: a frame has no text of its own. */
function written(label: string): string {
  const text = label.replace(/[<>&"'%#]/g, (sign) => encodeURIComponent(`&#${sign.charCodeAt(0)};`));
  const svg = `%3Csvg xmlns='http://www.w3.org/2000/svg' width='100%25' height='100%25'%3E%3Ctext x='50%25' y='50%25' text-anchor='middle' dominant-baseline='middle' font-family='system-ui,sans-serif' font-size='13' fill='%23666'%3E`;
  return `url("data:image/svg+xml,${svg}${text}%3C/text%3E%3C/svg%3E") center no-repeat`;
}
