/** Sends a form as soon as something in it changes: filters, and the count of a line in the basket. Its button hides by CSS. */
export function followFilters(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-auto-submit]")) {
    form.addEventListener("change", () => {
      form.requestSubmit();
    });
  }
}
