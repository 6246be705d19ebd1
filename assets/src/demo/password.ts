/** Buttons with data-shows="id" show and hide what is typed into that password field. */
export function showPasswords(root: Document): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-shows]")) {
    const input = root.getElementById(button.dataset["shows"] ?? "");
    if (!(input instanceof HTMLInputElement)) continue;
    button.addEventListener("click", () => {
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
      button.textContent = shown ? "Hide" : "Show";
      input.focus();
    });
  }
}
