import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../ui/controls";
import type { Hours } from "./api";
import { useSettingsWords } from "./context";
import { type Holiday, isWrongHoliday } from "./hours";

/** Whole days on which it is closed, by the calendar of the zone. */
export function Holidays({ hours, onChange, isChecked }: { hours: Hours; onChange: (hours: Hours) => void; isChecked: boolean }): JSX.Element {
  const { hours: words } = useSettingsWords();
  const id = useId();
  const put = (holidays: Holiday[]) => { onChange({ ...hours, holidays }); };
  const change = (at: number, holiday: Holiday) => { put(hours.holidays.map((each, index) => (index === at ? holiday : each))); };
  return (
    <div class="holidays" role="group" aria-labelledby={id}>
      <span class="field-label" id={id}>{words.holidays}</span>
      {hours.holidays.length === 0 && <p class="muted">{words.noHolidays}</p>}
      {hours.holidays.map((holiday, at) => (
        <div key={at} class="holiday">
          <input class="input" type="text" value={holiday.name} maxLength={80} aria-label={words.holidayName} placeholder={words.holidayName} onInput={(event) => { change(at, { ...holiday, name: event.currentTarget.value }); }} />
          <input class="input" type="date" value={holiday.from} aria-label={words.holidayFrom} aria-invalid={isChecked && isWrongHoliday(holiday)}
            onInput={(event) => { change(at, { ...holiday, from: event.currentTarget.value, to: holiday.to < event.currentTarget.value ? event.currentTarget.value : holiday.to }); }} />
          <span aria-hidden="true">–</span>
          <input class="input" type="date" value={holiday.to} min={holiday.from} aria-label={words.holidayTo} aria-invalid={isChecked && isWrongHoliday(holiday)} onInput={(event) => { change(at, { ...holiday, to: event.currentTarget.value }); }} />
          <Button look="quiet" icon="close" onClick={() => { put(hours.holidays.filter((_, index) => index !== at)); }}><span class="visually-hidden">{words.removeHoliday(holiday.name)}</span></Button>
          {isChecked && isWrongHoliday(holiday) && <span class="field-error" role="alert">{words.faults.holiday}</span>}
        </div>
      ))}
      <div><Button icon="plus" onClick={() => { put([...hours.holidays, { from: "", to: "", name: "" }]); }}>{words.addHoliday}</Button></div>
    </div>
  );
}
