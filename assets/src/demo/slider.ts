/** Sliders say their value beside them while they are dragged. */
export function followSliders(root: ParentNode): void {
  for (const slider of root.querySelectorAll<HTMLElement>(".slider")) {
    const input = slider.querySelector("input");
    const output = slider.querySelector("output");
    if (!input || !output) continue;
    input.addEventListener("input", () => {
      output.textContent = input.value + (output.dataset["unit"] ?? "");
    });
  }
}
