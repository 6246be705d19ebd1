import type { JSX } from "preact";
import { Button } from "../ui/controls";
import type { Group } from "./api";
import { useSettingsWords } from "./context";
import { CheckList } from "./inputs";
import { moved } from "./moved";

/** D2: which groups the visitor can choose from, in which order. None chosen stands for all of them, by name. */
export function MenuOrder({ groups, chosen, onChange }: { groups: readonly Group[]; chosen: readonly string[]; onChange: (chosen: string[]) => void }): JSX.Element {
  const { looks: words } = useSettingsWords();
  const there = chosen.filter((id) => groups.some((group) => group.id === id));
  const nameOf = (id: string) => groups.find((group) => group.id === id)?.name ?? "";
  return (
    <div class="menu-order">
      <CheckList label={words.menu} choices={groups} chosen={there} onChange={onChange} />
      {there.length === 0
        ? <p class="field-hint">{words.menuAll}</p>
        : there.length > 1 && (
          <ol class="order" aria-label={words.order}>
            {there.map((id, at) => (
              <li key={id}>
                <span>{nameOf(id)}</span>
                <Button look="quiet" disabled={at === 0} onClick={() => { onChange(moved(there, at, -1)); }}>{words.up}<span class="visually-hidden"> {nameOf(id)}</span></Button>
                <Button look="quiet" disabled={at === there.length - 1} onClick={() => { onChange(moved(there, at, 1)); }}>{words.down}<span class="visually-hidden"> {nameOf(id)}</span></Button>
              </li>
            ))}
          </ol>
        )}
    </div>
  );
}
