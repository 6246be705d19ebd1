import type { DeskAgent } from "./desk";
import { inPage, until } from "./until";

/** D4: asks a colleague who has just come in beside the conversation that is open, through the dialog. */
export async function asksBeside({ agent: { page } }: DeskAgent, colleague: string, question: string): Promise<void> {
  await until(`${colleague} in the dialog`, async () => page.evaluate((name) => {
    const dialog = document.querySelector("dialog[open]");
    if (!dialog) [...document.querySelectorAll<HTMLElement>(".desk-actions button")].find((button) => button.innerText.trim() === "Consult")?.click();
    return dialog?.querySelector("select option:checked")?.textContent.startsWith(name);
  }, colleague));
  await page.type("dialog[open] textarea", question);
  await page.click("dialog[open] .button.primary");
}

/** Says something beside the conversation. */
export async function saysBeside({ agent: { page } }: DeskAgent, text: string): Promise<void> {
  await page.bringToFront();
  await page.type("#desk-aside", text);
  await page.keyboard.press("Enter");
}

/** Waits until this was said beside the conversation, in this order, and kept by the server. */
export async function seesBeside({ agent: { page } }: DeskAgent, lines: readonly string[]): Promise<void> {
  await inPage(page, `beside it: ${lines.join(" | ")}`, (wanted) =>
    JSON.stringify([...document.querySelectorAll<HTMLElement>(".desk-asides .desk-line:not(.sending) .desk-text")].map((line) => line.innerText)) === wanted, JSON.stringify(lines));
}
