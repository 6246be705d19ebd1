// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { followCheckout } from "./checkout";
import { openDialogs } from "./dialogs";
import { startFinder } from "./finder";
import { startGallery } from "./gallery";
import { showPasswords } from "./password";
import { followSliders } from "./slider";
import { startSteppers } from "./stepper";
import { el } from "./studio/dom";

const one = <T extends Element>(selector: string, kind: new () => T): T => {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`no ${selector}`);
  return found;
};

const input = (attributes: Record<string, string>): HTMLInputElement => el("input", attributes);

describe("the demo shop's pages", () => {
  beforeEach(() => {
    document.body.replaceChildren();
  });

  it("count up and down within the bounds, and report it as typing would", () => {
    const number = input({ type: "number", min: "1", max: "2", value: "1" });
    const less = el("button", { "data-step": "-1" });
    const more = el("button", { "data-step": "1" });
    document.body.append(el("div", { "data-stepper": "" }, less, number, more));
    const heard: string[] = [];
    document.body.addEventListener("input", () => heard.push("input"));
    document.body.addEventListener("change", () => heard.push("change"));
    startSteppers(document);
    less.click();
    expect(number.value).toBe("1");
    more.click();
    more.click();
    expect(number.value).toBe("2");
    expect(heard).toEqual(["input", "change"]);
  });

  it("show a password and hide it again", () => {
    const password = input({ id: "p", type: "password" });
    const button = el("button", { "data-shows": "p", "aria-pressed": "false" }, "Show");
    document.body.append(password, button);
    showPasswords(document);
    button.click();
    expect([password.type, button.textContent, button.getAttribute("aria-pressed")]).toEqual(["text", "Hide", "true"]);
    button.click();
    expect([password.type, button.textContent, button.getAttribute("aria-pressed")]).toEqual(["password", "Show", "false"]);
  });

  it("open a dialog as a modal one", () => {
    const dialog = el("dialog", { id: "d" });
    const button = el("button", { "data-opens": "d" });
    document.body.append(dialog, button);
    openDialogs(document);
    button.click();
    expect(dialog.open).toBe(true);
  });

  it("say a slider's value while it is dragged", () => {
    const range = input({ type: "range", min: "1", max: "20", value: "3" });
    const output = el("output", { "data-unit": " kg" }, "3 kg");
    document.body.append(el("div", { class: "slider" }, range, output));
    followSliders(document);
    range.value = "7";
    range.dispatchEvent(new Event("input", { bubbles: true }));
    expect(output.textContent).toBe("7 kg");
  });

  it("show the glaze that is chosen, and the price of the size", () => {
    const stage = el("img", { id: "stage", src: "/art/a/tide.svg" });
    const thumb = el("a", { "data-glaze": "rust", href: "/shop/a?glaze=rust" }, el("img", { src: "/art/a/rust.svg", alt: "A in rust" }));
    const rust = input({ type: "radio", name: "glaze", value: "rust" });
    const large = input({ type: "radio", name: "size", value: "large", "data-extra": "650" });
    document.body.append(el("article", { "data-ware": "a" }, stage, thumb, el("p", { "data-price": "2200" }, "£22.00"), rust, large));
    startGallery(document);
    rust.dispatchEvent(new Event("change", { bubbles: true }));
    expect([stage.getAttribute("src")?.endsWith("/art/a/rust.svg"), stage.alt, thumb.getAttribute("aria-current")]).toEqual([true, "A in rust", "true"]);
    large.dispatchEvent(new Event("change", { bubbles: true }));
    expect(one("[data-price]", HTMLElement).textContent).toBe("£28.50");
  });

  it("ask only for what is needed, and keep the sum right", () => {
    const collect = input({ type: "radio", name: "speed", value: "collect" });
    const express = input({ type: "radio", name: "speed", value: "express" });
    const wrap = input({ type: "checkbox", name: "wrap", value: "yes" });
    const address = el("fieldset", { id: "address-fields" });
    const form = el("form", { class: "checkout" }, collect, express, wrap, address);
    const total = el("dd", { id: "sum-total" });
    document.body.append(form, el("aside", { class: "sum", "data-goods": "1000", "data-standard": "450", "data-express": "900", "data-wrap": "300" }, total));
    followCheckout(document);
    expect(total.textContent).toBe("£14.50");
    express.checked = true;
    wrap.checked = true;
    form.dispatchEvent(new Event("change"));
    expect(total.textContent).toBe("£22.00");
    express.checked = false;
    collect.checked = true;
    form.dispatchEvent(new Event("change"));
    expect(total.textContent).toBe("£13.00");
    expect(address.classList.contains("closed")).toBe(true);
  });

  it("let the list of shops and the map choose each other", () => {
    const entries = ["x", "y"].map((id) => el("li", { id }));
    document.body.append(el("ol", { id: "outlets" }, ...entries));
    const map = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const id of ["x", "y"]) {
      const pin = document.createElementNS("http://www.w3.org/2000/svg", "a");
      pin.setAttribute("class", "pin");
      pin.setAttribute("data-outlet", id);
      map.append(pin);
    }
    document.body.append(map);
    startFinder(document);
    entries[1]?.click();
    expect([...document.querySelectorAll(".chosen")].map((chosen) => chosen.id || chosen.getAttribute("data-outlet"))).toEqual(["y", "y"]);
    map.firstElementChild?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    expect(entries[0]?.classList.contains("chosen")).toBe(true);
  });
});
