/**
 * Sends a form's own entries to another address, by a copy that is never part of what is mirrored: the page's form keeps its address, and
 * no observer sees the other one. The form's `submit` event has passed.
 */
export function resubmit(form: HTMLFormElement, submitter: HTMLElement | null, address: string): void {
  const copy = document.createElement("form");
  const said = (name: string): string | null => submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  for (const name of ["method", "enctype", "target"]) {
    const value = said(name);
    if (value !== null) copy.setAttribute(name, value);
  }
  copy.acceptCharset = form.acceptCharset;
  copy.action = address;
  for (const [name, value] of entriesOf(form, submitter)) copy.append(fieldFor(name, value));
  const home = document.createElement("div");
  home.hidden = true;
  home.dataset["tandem"] = "ignore";
  home.attachShadow({ mode: "closed" }).append(copy);
  document.documentElement.append(home);
  copy.submit();
  home.remove();
}

function entriesOf(form: HTMLFormElement, submitter: HTMLElement | null): Iterable<[string, FormDataEntryValue]> {
  const entries = [...new FormData(form)];
  // FormData's second argument is younger than our oldest browsers.
  const { name, value } = (submitter ?? {}) as Partial<HTMLButtonElement>;
  if (name) entries.push([name, value ?? ""]);
  return entries;
}

function fieldFor(name: string, value: FormDataEntryValue): HTMLInputElement {
  const field = document.createElement("input");
  field.name = name;
  if (typeof value === "string") {
    field.type = "hidden";
    field.value = value;
    return field;
  }
  const files = new DataTransfer();
  if (value.name !== "" || value.size > 0) files.items.add(value);
  field.type = "file";
  field.files = files.files;
  return field;
}
