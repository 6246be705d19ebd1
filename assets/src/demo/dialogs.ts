/** Buttons with data-opens="id" open that modal dialog; a click beside the dialog closes it, as its own buttons do. */
export function openDialogs(root: Document): void {
  for (const button of root.querySelectorAll<HTMLElement>("[data-opens]")) {
    const dialog = root.getElementById(button.dataset["opens"] ?? "");
    if (!(dialog instanceof HTMLDialogElement)) continue;
    button.addEventListener("click", () => {
      dialog.showModal();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog && isOutside(dialog, event)) dialog.close();
    });
  }
}

/** The backdrop belongs to the dialog element, and so do its paddings: only the place tells them apart. */
function isOutside(dialog: HTMLElement, event: MouseEvent): boolean {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}
