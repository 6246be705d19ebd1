/** Whether the keys pressed are the ones named, as in `Alt+Shift+T`: exactly those modifiers, and a key by its name or its place. */
export function isHotkey(event: KeyboardEvent, hotkey: string): boolean {
  const parts = hotkey.toLowerCase().split("+");
  const key = parts[parts.length - 1] ?? "";
  const has = (name: string) => parts.indexOf(name) >= 0;
  return (
    event.altKey === has("alt") &&
    event.ctrlKey === has("ctrl") &&
    event.metaKey === has("meta") &&
    event.shiftKey === has("shift") &&
    // With Alt, a Mac's key names the character it types; its code names the key.
    (event.key.toLowerCase() === key || event.code.toLowerCase() === `key${key}`)
  );
}
