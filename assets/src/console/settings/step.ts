/** Keys in a list of links: ↓ and ↑ go from one to the next, Home and End to the first and the last. */
export function stepThrough(event: KeyboardEvent): void {
  if (!(event.currentTarget instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a")];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = { ArrowDown: links[at + 1], ArrowUp: links[at - 1], Home: links[0], End: links.at(-1) }[event.key];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
