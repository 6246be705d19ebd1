import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { About, type FieldProps } from "../ui/fields";

/** What the server takes: six hexadecimal digits, or nothing for the widget's own colour. */
export function isColour(colour: string): boolean {
  return /^(#[0-9a-f]{6})?$/.test(colour);
}

/** A colour to pick or to type. The picker knows no "none", so the text beside it is what counts. */
export function ColourField({ label, value, onInput, hint, error = null }: FieldProps): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="colour">
        <input type="color" class="colour-picker" aria-label={label} value={isColour(value) && value !== "" ? value : "#ffffff"} onInput={(event) => { onInput(event.currentTarget.value.toLowerCase()); }} />
        <input id={id} class="input" type="text" value={value} maxLength={7} placeholder="#0b6e4f" autocomplete="off" spellcheck={false} aria-invalid={error !== null} aria-describedby={`${id}-about`}
          onInput={(event) => { onInput(event.currentTarget.value.trim().toLowerCase()); }} />
      </div>
      <About id={`${id}-about`} hint={hint} error={error} />
    </div>
  );
}
