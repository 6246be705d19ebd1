import { money } from "./money";

/** The checkout: fields that a choice makes needless go out of the way, and the sum follows delivery and wrapping. */
export function followCheckout(root: Document): void {
  const form = root.querySelector<HTMLFormElement>("form.checkout");
  const sum = root.querySelector<HTMLElement>(".sum[data-goods]");
  if (!form || !sum) return;
  const update = (): void => {
    const answers = new FormData(form);
    reveal(root, "account-fields", answers.get("account") === "yes");
    reveal(root, "card-fields", answers.get("pay") === "card");
    reveal(root, "address-fields", answers.get("speed") !== "collect");
    showSum(root, sum, answers);
  };
  form.addEventListener("change", update);
  update();
}

function reveal(root: Document, id: string, open: boolean): void {
  root.getElementById(id)?.classList.toggle("closed", !open);
}

function showSum(root: Document, sum: HTMLElement, answers: FormData): void {
  const price = (name: string): number => Number(sum.dataset[name] ?? 0);
  const speed = answers.get("speed");
  const carriage = speed === "collect" ? 0 : speed === "express" ? price("express") : price("standard");
  const wrap = answers.get("wrap") === "yes" ? price("wrap") : 0;
  write(root, "sum-carriage", carriage === 0 ? "free" : money(carriage));
  write(root, "sum-wrap", wrap === 0 ? "none" : money(wrap));
  write(root, "sum-total", money(price("goods") + carriage + wrap));
}

function write(root: Document, id: string, text: string): void {
  const place = root.getElementById(id);
  if (place) place.textContent = text;
}
