import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useWords } from "../../app";
import { Icon, type IconName } from "../../ui/icon";
import type { Stage } from "../../session/stage";
import { stageWords } from "./stage-words";

const icons: { readonly [K in Stage["kind"]]: IconName } = {
  loading: "together",
  waiting: "clock",
  arriving: "check",
  asking: "people",
  connecting: "direct",
  live: "screen",
  elsewhere: "screen",
  navigating: "again",
  left: "offline",
  outside: "site",
  expected: "clock",
  interrupted: "offline",
  refused: "close",
  ended: "stop",
  expired: "clock",
  withdrawn: "close",
  unknown: "alert",
};

const working: readonly Stage["kind"][] = ["loading", "arriving", "asking", "connecting", "live", "navigating", "expected", "interrupted"];

/** After this long it is said that it takes long, in milliseconds. */
const slowMs = 8000;

/** What is in the page's place while there is no page: the stage in words, and what the agent can do about it. */
export function StageCard({ stage, children }: { stage: Stage; children?: ComponentChildren }): JSX.Element {
  const words = useWords();
  const { title, text } = stageWords(stage, words);
  const isWorking = working.includes(stage.kind);
  const slow = useSlow(waitOf(stage));
  return (
    <section class={`stage-card ${stage.kind}`}>
      <span class={`stage-icon${isWorking ? " working" : ""}`}><Icon name={icons[stage.kind]} size={28} /></span>
      <h2>{title}</h2>
      <p>{text}</p>
      {slow !== null && <p>{words.stage.slow[slow]}</p>}
      {children !== undefined && <div class="stage-actions">{children}</div>}
    </section>
  );
}

type Wait = "connecting";

/** What is normally over in a moment. */
function waitOf(stage: Stage): Wait | null {
  return stage.kind === "connecting" ? stage.kind : null;
}

function useSlow(wait: Wait | null): Wait | null {
  const [slow, setSlow] = useState<Wait | null>(null);
  useEffect(() => {
    setSlow(null);
    if (wait === null) return;
    const timer = setTimeout(() => { setSlow(wait); }, slowMs);
    return () => { clearTimeout(timer); };
  }, [wait]);
  return slow;
}
