import type { ReadonlySignal } from "@preact/signals";
import type { JSX } from "preact";
import { useWords } from "../../app";
import type { Tabs } from "../../session/edges";

/** M7: the customer's tabs of the site, and which one they look at. They turn the tabs; the agent sees it. */
export function TabStrip({ tabs: { here, tabs }, titles }: { tabs: Tabs; titles: ReadonlySignal<ReadonlyMap<string, string>> }): JSX.Element {
  const words = useWords().view;
  return (
    <ol class="tab-strip" aria-label={words.tabs} role="list">
      {tabs.map((tab) => {
        const title = titles.value.get(tab) || words.newTab;
        return <li key={tab} class="tab" aria-current={tab === here ? "true" : undefined} title={title}>{title}</li>;
      })}
    </ol>
  );
}
