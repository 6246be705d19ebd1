/**
 * Setting a control's value as its user would. Frameworks put setters of their own on the element to hear of values set by
 * their own code (React's value tracker), so that only the prototype's setter followed by `input` looks like typing to them.
 * Elements of frames belong to another realm: everything is taken from the element's own window.
 */

export type TextControl = HTMLInputElement | HTMLTextAreaElement;

type Realm = Window & typeof globalThis;

/** The window whose classes made the element. Undefined for an element of a document that is shown nowhere. */
export function realmOf(element: Element): Realm | undefined {
  return (element.ownerDocument.defaultView as Realm | null) ?? undefined;
}

/** Sets `value` past whatever a framework put on the element. */
export function setValue(control: TextControl, value: string): void {
  const realm = realmOf(control);
  const prototype = control.localName === "textarea" ? realm?.HTMLTextAreaElement.prototype : realm?.HTMLInputElement.prototype;
  const setter = prototype && Object.getOwnPropertyDescriptor(prototype, "value")?.set;
  if (setter) setter.call(control, value);
}

/** Sends a `beforeinput`; false if the page forbids the change. */
export function mayInput(target: Element, inputType: string, text: string | null): boolean {
  const realm = realmOf(target);
  if (!realm) return false;
  return target.dispatchEvent(new realm.InputEvent("beforeinput", { inputType, data: text, bubbles: true, cancelable: true, composed: true }));
}

/** Tells the page that a control's value was changed by its user. */
export function didInput(target: Element, inputType: string, text: string | null): void {
  const realm = realmOf(target);
  if (realm) target.dispatchEvent(new realm.InputEvent("input", { inputType, data: text, bubbles: true, composed: true }));
}

/** `change`, which follows when the user is done with the control. */
export function didChange(target: Element): void {
  const realm = realmOf(target);
  if (realm) target.dispatchEvent(new realm.Event("change", { bubbles: true }));
}
