import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { About } from "../ui/fields";
import { languageNames, nameOfLanguage } from "../words/languages";
import type { Texts } from "./api";

/** As many characters as the server takes (web/openapi.yaml, Texts). */
export const longestText = 1000;

interface TextsFieldProps {
  readonly label: string;
  readonly texts: Texts;
  readonly onChange: (texts: Texts) => void;
  readonly rows?: number;
  readonly hint?: string;
  readonly error?: string | null;
}

/** One text in each language: those that Tandem speaks, and any other that somebody has put in by the interface for programs. An empty one is left out. */
export function TextsField({ label, texts, onChange, rows, hint, error = null }: TextsFieldProps): JSX.Element {
  const id = useId();
  const names = [...new Set([...Object.keys(languageNames), ...Object.keys(texts)])];
  const change = (name: string, text: string) => {
    onChange(sorted({ ...texts, [name]: text }));
  };
  return (
    <div class="field" role="group" aria-label={label}>
      <span class="field-label" aria-hidden="true">{label}</span>
      {names.map((name) => {
        const shared = { id: `${id}-${name}`, class: "input", lang: name, value: texts[name] ?? "", maxLength: longestText, "aria-invalid": error !== null, "aria-describedby": `${id}-about` } as const;
        return (
          <div key={name} class="text-in">
            <label for={`${id}-${name}`}>{nameOfLanguage(name)}</label>
            {rows === undefined
              ? <input {...shared} type="text" autocomplete="off" onInput={(event) => { change(name, event.currentTarget.value); }} />
              : <textarea {...shared} rows={rows} onInput={(event) => { change(name, event.currentTarget.value); }} />}
          </div>
        );
      })}
      <About id={`${id}-about`} hint={hint} error={error} />
    </div>
  );
}

/** Without empty ones, and always in the same order, so that what was typed and taken back is no change. */
function sorted(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== "").sort(([a], [b]) => a.localeCompare(b)));
}
