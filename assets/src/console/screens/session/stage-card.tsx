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
  interrupted: "offline",
  refused: "close",
  ended: "stop",
  expired: "clock",
  withdrawn: "close",
  unknown: "alert",
};

const working: readonly Stage["kind"][] = ["loading", "arriving", "asking", "connecting", "live", "interrupted"];

/** After this long in "connecting" it is said that it takes long, in milliseconds. */
const slowMs = 8000;

/** What is in the page's place while there is no page: the stage in words, and what the agent can do about it. */
export function StageCard({ stage, children }: { stage: Stage; children?: ComponentChildren }): JSX.Element {
  const words = useWords();
  const { title, text } = stageWords(stage, words);
  const isWorking = working.includes(stage.kind);
  const slow = useSlow(stage.kind);
  return (
    <section class={`stage-card ${stage.kind}`}>
      <span class={`stage-icon${isWorking ? " working" : ""}`}><Icon name={icons[stage.kind]} size={28} /></span>
      <h2>{title}</h2>
      <p>{text}</p>
      {slow && <p class="muted">{words.stage.slowConnecting}</p>}
      {children !== undefined && <div class="stage-actions">{children}</div>}
    </section>
  );
}

function useSlow(kind: Stage["kind"]): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (kind !== "connecting") return;
    const timer = setTimeout(() => { setSlow(true); }, slowMs);
    return () => { clearTimeout(timer); };
  }, [kind]);
  return slow;
}
