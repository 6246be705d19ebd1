import type { JSX } from "preact";

interface TabsProps<T extends string> {
  readonly label: string;
  readonly shown: T;
  readonly tabs: readonly { readonly name: T; readonly word: string; readonly count: number }[];
  readonly onShow: (name: T) => void;
}

/** The heads of the lists; one is in the order of focus, the arrow keys show the others (ARIA practices, "tabs"). */
export function Tabs<T extends string>({ label, shown, tabs, onShow }: TabsProps<T>): JSX.Element {
  const move = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const at = tabs.findIndex(({ name }) => name === shown);
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (step === 0 || !next) return;
    event.preventDefault();
    onShow(next.name);
    event.currentTarget.querySelector<HTMLElement>(`#menu-tab-${next.name}`)?.focus();
  };
  return (
    <div class="menu-tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map(({ name, word, count }) => (
        <button key={name} type="button" role="tab" id={`menu-tab-${name}`} aria-selected={name === shown} aria-controls="menu-list" tabIndex={name === shown ? 0 : -1} onClick={() => { onShow(name); }}>
          {word}<span class="menu-count">{count}</span>
        </button>
      ))}
    </div>
  );
}
