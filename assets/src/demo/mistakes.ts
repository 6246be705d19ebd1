/** After a form came back with mistakes, moves the focus to their list, so that it is read first and in view. */
export function showMistakes(root: ParentNode): void {
  root.querySelector<HTMLElement>(".mistakes")?.focus();
}
