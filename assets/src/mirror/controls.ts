/** How far a film may be from where the customer's is before it is moved there, in seconds: moving it costs a wait for pictures. */
const DRIFT = 0.5;

export function setValue(control: HTMLInputElement, value: string): void {
  if (!("value" in control) || control.type === "file" || control.value === value) return;
  control.value = value;
}

export function setChecked(input: HTMLInputElement, value: string): void {
  if (value === "" || !("checked" in input)) return;
  const bits = Number(value);
  if (input.checked !== ((bits & 1) !== 0)) input.checked = !input.checked;
  if (input.indeterminate !== ((bits & 2) !== 0)) input.indeterminate = !input.indeterminate;
}

export function setSelected(select: HTMLSelectElement, value: string): void {
  if (value === "" || !("options" in select)) return;
  const chosen = new Set(value.split(",").map(Number));
  if (!select.multiple) {
    const index = value === "-" ? -1 : Number(value);
    if (select.selectedIndex !== index) select.selectedIndex = index;
    return;
  }
  for (let i = 0; i < select.options.length; i++) {
    const option = select.options[i];
    if (option !== undefined && option.selected !== chosen.has(i)) option.selected = chosen.has(i);
  }
}

export function setLayer(element: HTMLElement, value: string): void {
  try {
    if (element.localName === "dialog") {
      const dialog = element as HTMLDialogElement;
      const modal = dialog.matches(":modal");
      if (value === "modal" && !modal) {
        dialog.removeAttribute("open");
        dialog.showModal();
      } else if (value !== "modal" && modal) {
        // Without its attribute a dialog stays in the top layer: close() would take it for closed.
        const { open } = dialog;
        dialog.setAttribute("open", "");
        dialog.close();
        if (open) dialog.setAttribute("open", "");
      }
      return;
    }
    const open = element.matches(":popover-open");
    if (value === "popover" && !open) element.showPopover();
    else if (value !== "popover" && open) element.hidePopover();
  } catch {
    // Not in the document, or not a popover any more: then it is in no layer either.
  }
}

/** Without its sound: the agent hears what the customer says, if anything. */
export function setPlaying(media: HTMLMediaElement, value: string): void {
  const [isPlaying = 0, time = 0, rate = 1] = value.split(",").map(Number);
  media.muted = true;
  media.playbackRate = Math.min(16, Math.max(0.1, rate));
  if (Math.abs(media.currentTime - time) > DRIFT) media.currentTime = time;
  if (isPlaying === 1) media.play().catch(() => undefined); // nothing to play, or not for this browser
  else media.pause();
}
