import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useApp, useWords } from "../../app";
import { initialsOf } from "../../ui/initials";

/** C1, D1: the people of common groups, those on duty first; a press opens the conversation with one, who may be away. */
export function Colleagues(): JSX.Element | null {
  const app = useApp();
  const { desk } = app;
  const words = useWords().desk;
  const me = desk.me.value?.id;
  const wanted = desk.directWanted.value;
  const direct = wanted === null ? undefined : [...desk.conversations.value.values()].find(({ kind, person }) => kind === "direct" && person === wanted);
  useEffect(() => {
    if (!direct) return;
    desk.directWanted.value = null;
    app.go({ screen: "inbox", id: direct.id });
  }, [app, desk, direct]);
  const people = desk.people.value.filter(({ id }) => id !== me).sort((a, b) => Number(a.state === "off") - Number(b.state === "off") || a.name.localeCompare(b.name));
  if (people.length === 0) return null;
  return (
    <details class="desk-people">
      <summary>{words.colleague}</summary>
      <ul role="list">
        {people.map(({ id, name, state, load, capacity, serves }) => (
          <li key={id}>
            <button type="button" class="desk-person" onClick={() => {
              desk.directWanted.value = id;
              desk.do({ type: "direct", person: id });
            }}>
              <span class="avatar" aria-hidden="true">{initialsOf(name)}</span>
              <span class="desk-person-name">{name}</span>
              <span class={`pill duty-${state}`}>{words.duties[state]}</span>
              {serves && state !== "off" && <small class="muted">{words.load(load, capacity)}</small>}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
