// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import { InField } from "./in-field";

it("I4: what follows the customer's caret is loaded when they are in a field, and not before", () => {
  const [button, field] = [document.createElement("button"), document.createElement("textarea")];
  document.body.append(button, field);
  const onField = vi.fn();
  const inField = new InField(window, onField);
  inField.look();
  button.focus();
  window.dispatchEvent(new Event("focusin"));
  expect(onField).not.toHaveBeenCalled();
  field.focus();
  window.dispatchEvent(new Event("focusin"));
  expect(onField).toHaveBeenCalled();
  inField.stop();
  onField.mockClear();
  window.dispatchEvent(new Event("focusin"));
  expect(onField).not.toHaveBeenCalled();
});
