/** The minus and plus beside a number. They stay within its bounds and report a change as a person's typing would. */
export function startSteppers(root: ParentNode): void {
  for (const stepper of root.querySelectorAll<HTMLElement>("[data-stepper]")) {
    const input = stepper.querySelector("input");
    if (!input) continue;
    for (const button of stepper.querySelectorAll<HTMLButtonElement>("[data-step]")) {
      button.addEventListener("click", () => {
        step(input, Number(button.dataset["step"]));
      });
    }
  }
}

function step(input: HTMLInputElement, by: number): void {
  const now = Number.parseInt(input.value, 10);
  const next = Math.min(Number(input.max), Math.max(Number(input.min), (Number.isNaN(now) ? 0 : now) + by));
  if (next === now) return;
  input.value = String(next);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
