import type { JSX } from "preact";
import type { Duty } from "../../../shared/wire.gen";
import { useApp, useWords } from "../../app";
import { Button, Notice } from "../../ui/controls";

const duties: readonly Duty[] = ["available", "busy", "away", "off"];
const capacities = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20];

/** Whether this person takes visitors, and how many at once. */
export function DutyBar(): JSX.Element | null {
  const { desk, alerts } = useApp();
  const words = useWords().desk;
  const me = desk.me.value;
  if (!me?.serves) return null;
  const reason = desk.dutyReason.value;
  return (
    <div class="desk-duty">
      <div class={`desk-duty-row duty-${me.state}`}>
        <span class="dot" aria-hidden="true" />
        <label>
          <span class="visually-hidden">{words.duty}</span>
          <select class="input" value={me.state} title={words.dutyHints[me.state]} onChange={(event) => {
            const state = duties.find((each) => each === event.currentTarget.value);
            if (state) desk.setDuty(state, me.capacity);
          }}>
            {duties.map((state) => <option key={state} value={state}>{words.duties[state]}</option>)}
          </select>
        </label>
        <label class="desk-capacity">
          <span>{words.capacity}</span>
          <select class="input" value={String(me.capacity)} onChange={(event) => { desk.setDuty(me.state, Number(event.currentTarget.value)); }}>
            {[...new Set([...capacities, me.capacity])].sort((a, b) => a - b).map((count) => <option key={count} value={String(count)}>{count}</option>)}
          </select>
        </label>
      </div>
      {reason !== null && <Notice tone="error" action={me.state === "available" ? undefined : <Button onClick={() => { desk.setDuty("available", me.capacity); }}>{words.back}</Button>}>{words.dutyReasons[reason]}</Notice>}
      {!alerts.on.value && <Button look="quiet" icon="bell" title={words.alertsText} onClick={() => { void alerts.turn(true); }}>{words.alerts}</Button>}
    </div>
  );
}
