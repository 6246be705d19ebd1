import type { RemoteEvent } from "../../act/event";
import { dressLike } from "./place";
import { nameOf } from "./text-editor";

/** A control of ours in place of one whose native menu opens for real clicks only. */
export interface Picker {
  readonly element: HTMLElement;
  readonly control: Element;
  close(): void;
}

/** I3: dates, times, colours, numbers: the agent's own browser has the same control. */
export function wholePicker(document: Document, node: number, control: HTMLInputElement, send: (event: RemoteEvent) => void): Picker {
  const ours = document.createElement("input");
  ours.type = control.type;
  ours.className = "hand-field";
  for (const name of ["min", "max", "step"] as const) ours[name] = control[name];
  ours.value = control.value;
  ours.setAttribute("aria-label", nameOf(control));
  dressLike(ours, control);
  ours.addEventListener("input", () => { if (ours.value !== "" || control.type !== "number") send({ kind: "set", node, value: ours.value }); });
  return { element: ours, control, close: () => { ours.remove(); } };
}

/** Options shown at once. */
const mostShown = 10;

/** I3: a list of our own for a `<select>`: Enter or a click chooses, Esc leaves it as it was. */
export function choicePicker(document: Document, node: number, control: HTMLSelectElement, send: (event: RemoteEvent) => void, done: () => void): Picker {
  const ours = document.createElement("select");
  ours.className = "hand-list";
  ours.multiple = control.multiple;
  ours.size = Math.max(2, Math.min(mostShown, control.options.length));
  ours.setAttribute("aria-label", nameOf(control));
  for (const child of control.children) ours.append(copyOf(document, child));
  for (const [index, option] of [...control.options].entries()) {
    const own = ours.options[index];
    if (own) own.selected = option.selected;
  }
  const choose = (): void => {
    send({ kind: "choose", node, options: [...ours.options].flatMap((option, index) => (option.selected ? [index] : [])) });
    if (!ours.multiple) done();
  };
  ours.addEventListener("click", choose);
  ours.addEventListener("keydown", (event) => {
    if (event.key === "Enter") choose();
  });
  return { element: ours, control, close: () => { ours.remove(); } };
}

function copyOf(document: Document, child: Element): HTMLElement {
  if (child.localName === "optgroup") {
    const group = document.createElement("optgroup");
    group.label = (child as HTMLOptGroupElement).label;
    group.disabled = (child as HTMLOptGroupElement).disabled;
    group.append(...[...child.children].map((inner) => copyOf(document, inner)));
    return group;
  }
  const option = document.createElement("option");
  option.textContent = child.textContent;
  option.disabled = (child as HTMLOptionElement).disabled;
  return option;
}
