import type { ComponentChildren, JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { useWords } from "../app";
import { passwordLevel } from "./password";

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string;
  /** What is wrong with the value, or null. */
  readonly error?: string | null;
}

interface TextFieldProps extends FieldProps {
  readonly type?: "text" | "email";
  readonly autocomplete?: string;
  readonly maxLength?: number;
  readonly autofocus?: boolean;
  /** More than one line. */
  readonly rows?: number;
  readonly optional?: boolean;
}

export function TextField(props: TextFieldProps): JSX.Element {
  const { label, value, onInput, hint, error = null, type = "text", autocomplete = "off", maxLength, autofocus = false, rows, optional = false } = props;
  const id = useId();
  const shared = {
    id,
    value,
    autocomplete,
    autofocus,
    required: !optional,
    class: "input",
    "aria-invalid": error !== null,
    "aria-describedby": `${id}-about`,
    ...(maxLength === undefined ? {} : { maxLength }),
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows === undefined
        ? <input {...shared} {...(type === "email" ? ({ type: "email" } as const) : ({ type: "text" } as const))} onInput={(event) => { onInput(event.currentTarget.value); }} />
        : <textarea {...shared} rows={rows} spellcheck={false} onInput={(event) => { onInput(event.currentTarget.value); }} />}
      <About id={`${id}-about`} hint={hint} error={error} />
    </div>
  );
}

/** A password with a button that shows it; for a new one also how strong it is. */
export function PasswordField(props: FieldProps & { readonly isNew: boolean }): JSX.Element {
  const { label, value, onInput, hint, error = null, isNew } = props;
  const words = useWords();
  const id = useId();
  const [shown, setShown] = useState(false);
  const level = passwordLevel(value);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="input-with-button">
        <input
          id={id}
          class="input"
          {...(shown ? ({ type: "text" } as const) : ({ type: "password" } as const))}
          value={value}
          required
          maxLength={256}
          autocomplete={isNew ? "new-password" : "current-password"}
          aria-invalid={error !== null}
          aria-describedby={`${id}-about`}
          onInput={(event) => { onInput(event.currentTarget.value); }}
        />
        <button type="button" class="input-button" aria-pressed={shown} onClick={() => { setShown(!shown); }}>
          {shown ? words.common.hidePassword : words.common.showPassword}
        </button>
      </div>
      {isNew && (
        <div class="strength" data-level={value === "" ? "none" : String(level)}>
          <span class="strength-bar" aria-hidden="true"><i /><i /><i /><i /></span>
          <span class="strength-word" role="status">{value === "" ? "" : `${words.password.strength}: ${words.password.levels[level] ?? ""}`}</span>
        </div>
      )}
      <About id={`${id}-about`} hint={hint} error={error} />
    </div>
  );
}

export function CheckField({ label, hint, checked, onChange }: { label: string; hint?: string; checked: boolean; onChange: (checked: boolean) => void }): JSX.Element {
  const id = useId();
  return (
    <div class="check">
      <input id={id} type="checkbox" checked={checked} aria-describedby={`${id}-about`} onChange={(event) => { onChange(event.currentTarget.checked); }} />
      <label for={id}>{label}</label>
      <About id={`${id}-about`} hint={hint} error={null} />
    </div>
  );
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

/** One of a few, all in sight. */
export function ChoiceField<T extends string>({ label, choices, value, onChange }: { label: string; choices: readonly Choice<T>[]; value: T; onChange: (value: T) => void }): JSX.Element {
  const name = useId();
  return (
    <fieldset class="choices">
      <legend>{label}</legend>
      <div class="choices-row">
        {choices.map((choice) => (
          <label key={choice.value} class="choice">
            <input type="radio" name={name} checked={choice.value === value} onChange={() => { onChange(choice.value); }} />
            <span class="choice-words">
              <span>{choice.label}</span>
              {choice.hint !== undefined && <small>{choice.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly children: ComponentChildren;
}

export function SelectField({ label, value, onChange, hint, error = null, children }: SelectFieldProps): JSX.Element {
  const id = useId();
  const hasMore = hint !== undefined || error !== null;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} class="input" value={value} aria-invalid={error !== null} aria-describedby={hasMore ? `${id}-about` : undefined} onChange={(event) => { onChange(event.currentTarget.value); }}>{children}</select>
      {hasMore && <About id={`${id}-about`} hint={hint} error={error} />}
    </div>
  );
}

/** The error takes the hint's place, so that the form keeps its height. */
export function About({ id, hint, error }: { id: string; hint: string | undefined; error: string | null }): JSX.Element {
  return (
    <div id={id} class={error === null ? "field-hint" : "field-error"} role={error === null ? undefined : "alert"}>
      {error ?? hint ?? ""}
    </div>
  );
}
