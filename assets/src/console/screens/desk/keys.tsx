import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { type App, useApp, useWords } from "../../app";
import { listsOf } from "../../desk/lists";
import { Button } from "../../ui/controls";
import { Dialog } from "../../ui/dialog";
import { closeTab, goToTab } from "./chat-tabs";

/** The keys of the desk; Alt leaves every letter to the text field. */
const keys = [
  ["next", "Alt+↓"], ["before", "Alt+↑"], ["accept", "Alt+A"], ["reply", "Alt+R"], ["note", "Alt+N"], ["park", "Alt+P"], ["transfer", "Alt+T"], ["consult", "Alt+C"], ["aside", "Alt+B"], ["end", "Alt+E"], ["list", "Alt+L"], ["tab", "Alt+1 … 9"], ["closeTab", "Alt+W"], ["search", "Alt+F"], ["canned", "/"], ["keys", "?"],
] as const;

export function KeysDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const words = useWords();
  return (
    <Dialog title={words.desk.keysTitle} onClose={onClose} actions={<Button onClick={onClose}>{words.common.close}</Button>}>
      <dl class="desk-keys">{keys.map(([name, key]) => <div key={name}><dt><kbd>{key}</kbd></dt><dd>{words.desk.keyList[name]}</dd></div>)}</dl>
    </Dialog>
  );
}

/** Listens while the desk is shown. Physical keys, so that Alt+letter works where it types another sign. */
export function useKeys(root: { current: HTMLElement | null }, id: string | null, showKeys: () => void): void {
  const app = useApp();
  const words = useWords().desk;
  useEffect(() => {
    const pressButton = (word: string) => {
      for (const button of root.current?.querySelectorAll<HTMLElement>(".desk-actions button") ?? []) if (button.innerText.trim() === word) button.click();
    };
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => { step(app, id, 1); },
      ArrowUp: () => { step(app, id, -1); },
      KeyA: () => { root.current?.querySelector<HTMLElement>(".desk-offer .button.primary")?.click(); },
      KeyR: () => { root.current?.querySelector<HTMLElement>("#desk-text")?.focus(); },
      KeyN: () => { root.current?.querySelector<HTMLElement>('.desk-kind[aria-pressed="false"]')?.click(); },
      KeyP: () => {
        pressButton(words.park);
        pressButton(words.unpark);
      },
      KeyT: () => { pressButton(words.transfer); },
      KeyC: () => { pressButton(words.beside.ask); },
      KeyB: () => { root.current?.querySelector<HTMLElement>("#desk-aside")?.focus(); },
      KeyE: () => { pressButton(words.end); },
      KeyW: () => { if (id !== null) closeTab(app, id, id); },
      KeyF: () => { app.go({ screen: "history" }); },
      ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`Digit${String(at + 1)}`, () => { goToTab(app, at); }])),
      KeyL: () => { root.current?.querySelector<HTMLElement>('.desk-row[aria-current="true"], .desk-row')?.focus(); },
    };
    const pressed = (event: KeyboardEvent) => {
      if (document.querySelector("dialog[open]")) return;
      const isWriting = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
      const action = event.altKey && !event.ctrlKey && !event.metaKey ? actions[event.code] : event.key === "?" && !isWriting ? showKeys : undefined;
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", pressed);
    return () => { document.removeEventListener("keydown", pressed); };
  }, [app, id, root, showKeys, words]);
}

/** To the conversation after or before the open one, in the order of the list. */
function step(app: App, id: string | null, by: number): void {
  const lists = listsOf(app.desk.conversations.value.values(), app.desk.me.value?.id ?? "");
  const all = [...lists.mine, ...lists.beside, ...lists.waiting, ...lists.left, ...lists.colleagues, ...lists.others, ...lists.ended];
  const at = all.findIndex((each) => each.id === id);
  const next = all[at === -1 ? 0 : (at + by + all.length) % all.length];
  if (next) app.go({ screen: "inbox", id: next.id });
}
