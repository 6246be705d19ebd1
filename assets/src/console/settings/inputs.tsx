import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { About } from "../ui/fields";

/** A part of a form under its own heading. */
export function Part({ title, lead, children }: { title: string; lead?: string; children: ComponentChildren }): JSX.Element {
  return (
    <fieldset class="settings-part">
      <legend>{title}</legend>
      {lead !== undefined && <p class="muted">{lead}</p>}
      {children}
    </fieldset>
  );
}

interface NumberFieldProps {
  readonly label: string;
  /** Null for an empty field. */
  readonly value: number | null;
  readonly onInput: (value: number | null) => void;
  readonly min: number;
  readonly max: number;
  readonly hint?: string;
  readonly error?: string | null;
}

export function NumberField({ label, value, onInput, min, max, hint, error = null }: NumberFieldProps): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} class="input input-number" type="number" inputMode="numeric" min={min} max={max} value={value ?? ""} aria-invalid={error !== null} aria-describedby={`${id}-about`}
        onInput={(event) => { onInput(event.currentTarget.value === "" ? null : event.currentTarget.valueAsNumber); }} />
      <About id={`${id}-about`} hint={hint} error={error} />
    </div>
  );
}

/** Whether a number is whole and within its limits. */
export function isWithin(value: number | null, min: number, max: number): boolean {
  return value !== null && Number.isInteger(value) && value >= min && value <= max;
}

/** Several of a list. */
export function CheckList({ label, choices, chosen, onChange }: { label: string; choices: readonly { readonly id: string; readonly name: string }[]; chosen: readonly string[]; onChange: (chosen: string[]) => void }): JSX.Element {
  return (
    <div class="field" role="group" aria-label={label}>
      <span class="field-label" aria-hidden="true">{label}</span>
      <div class="check-list">
        {choices.map(({ id, name }) => (
          <label key={id} class="check-item">
            <input type="checkbox" checked={chosen.includes(id)} onChange={(event) => { onChange(event.currentTarget.checked ? [...chosen, id] : chosen.filter((each) => each !== id)); }} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </div>
  );
}
