import type { JSX } from "preact";
import type { Right, RightsChange } from "./api";
import { useSettingsWords } from "./context";
import { Part } from "./inputs";
import { rights, standOf, stands, withStand } from "./rights";

interface RightsFieldProps {
  readonly change: RightsChange;
  readonly onChange: (change: RightsChange) => void;
  readonly lead: string;
  /** The word for what comes from the role, or from the role and the groups. */
  readonly inherited: string;
  /** What the person may do as it is saved; absent for a group. */
  readonly effective?: readonly Right[] | undefined;
}

/** A3: how a person, or everybody in a group, differs from what the role stands for. */
export function RightsField({ change, onChange, lead, inherited, effective }: RightsFieldProps): JSX.Element {
  const { rights: words } = useSettingsWords();
  return (
    <Part title={words.title} lead={lead}>
      <ul class="rights" role="list">
        {rights.map((right) => {
          const stand = standOf(change, right);
          return (
            <li key={right} class="right">
              <label for={`right-${right}`}>{words.names[right]}</label>
              {effective !== undefined && <span class={`tag${effective.includes(right) ? " tag-yes" : ""}`}>{effective.includes(right) ? words.may : words.mayNot}</span>}
              <select id={`right-${right}`} class="input" value={stand} onChange={(event) => { onChange(withStand(change, right, stands.find((each) => each === event.currentTarget.value) ?? "inherit")); }}>
                <option value="inherit">{inherited}</option>
                <option value="grant">{words.grant}</option>
                <option value="deny">{words.deny}</option>
              </select>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
