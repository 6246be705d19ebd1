import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { useApp } from "../app";
import { Button } from "../ui/controls";
import { About, CheckField } from "../ui/fields";
import type { Hours } from "./api";
import { useSettingsWords } from "./context";
import { days, faultOf, isWrongSpan, isZone, nextSpan, ownZone, readEnd, shownEnd, type Span, spansOn, usualHours, withSpans, zones } from "./hours";
import { Holidays } from "./holidays";
import { Part } from "./inputs";

interface HoursFieldProps {
  /** Null stands for always. */
  readonly hours: Hours | null;
  readonly onChange: (hours: Hours | null) => void;
  readonly lead: string;
  /** Whether to say now what is wrong. */
  readonly error: string | null;
}

/** D6: days, times, time zone and holidays. Turned off, it is always open, and what was there comes back as long as the form is open. */
export function HoursField({ hours, onChange, lead, error }: HoursFieldProps): JSX.Element {
  const { hours: words } = useSettingsWords();
  return (
    <Part title={words.title} lead={lead}>
      <CheckField label={words.limited} checked={hours !== null} onChange={(on) => { onChange(on ? usualHours(ownZone()) : null); }} />
      {hours !== null && (
        <>
          <Zone hours={hours} onChange={onChange} />
          <div class="week">{days.map((day) => <Day key={day} day={day} hours={hours} onChange={onChange} isChecked={error !== null} />)}</div>
          <Holidays hours={hours} onChange={onChange} isChecked={error !== null} />
          {error !== null && faultOf(hours) === null && <p class="field-error" role="alert">{error}</p>}
        </>
      )}
    </Part>
  );
}

function Zone({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }): JSX.Element {
  const { hours: words } = useSettingsWords();
  const id = useId();
  const isWrong = !isZone(hours.zone);
  return (
    <div class="field">
      <label for={id}>{words.zone}</label>
      <input id={id} class="input" list={`${id}-zones`} value={hours.zone} autocomplete="off" spellcheck={false} aria-invalid={isWrong} aria-describedby={`${id}-about`}
        onInput={(event) => { onChange({ ...hours, zone: event.currentTarget.value.trim() }); }} />
      <datalist id={`${id}-zones`}>{zones().map((zone) => <option key={zone} value={zone} />)}</datalist>
      <About id={`${id}-about`} hint={words.zoneHint} error={isWrong ? words.faults.zone : null} />
    </div>
  );
}

function Day({ day, hours, onChange, isChecked }: { day: number; hours: Hours; onChange: (hours: Hours) => void; isChecked: boolean }): JSX.Element {
  const { hours: words } = useSettingsWords();
  const locale = useApp().preferences.locale.value;
  const name = dayName(day, locale);
  const spans = spansOn(hours, day);
  const put = (next: readonly Span[]) => { onChange(withSpans(hours, day, next)); };
  const change = (at: number, span: Span) => { put(spans.map((each, index) => (index === at ? span : each))); };
  return (
    <div class="day" role="group" aria-label={name}>
      <span class="day-name" aria-hidden="true">{name}</span>
      <div class="day-spans">
        {spans.length === 0 && <span class="muted">{words.closed}</span>}
        {spans.map((span, at) => (
          <span key={at} class="day-span">
            <input class="input" type="time" value={span.from} aria-label={words.from} aria-invalid={isChecked && isWrongSpan(span)} onInput={(event) => { change(at, { ...span, from: event.currentTarget.value }); }} />
            <span aria-hidden="true">–</span>
            <input class="input" type="time" value={shownEnd(span.to)} aria-label={words.to} aria-invalid={isChecked && isWrongSpan(span)} onInput={(event) => { change(at, { ...span, to: readEnd(event.currentTarget.value) }); }} />
            <Button look="quiet" icon="close" onClick={() => { put(spans.filter((_, index) => index !== at)); }}><span class="visually-hidden">{words.removeSpan}</span></Button>
          </span>
        ))}
        {isChecked && spans.some(isWrongSpan) && <span class="field-error" role="alert">{words.faults.span}</span>}
      </div>
      <Button look="quiet" icon="plus" onClick={() => { put([...spans, nextSpan(spans, day)]); }}>{words.addSpan}</Button>
    </div>
  );
}

/** 2 January 2023 was a Monday. */
export function dayName(day: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2023, 0, day + 1)));
}
