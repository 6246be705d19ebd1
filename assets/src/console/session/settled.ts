import { useEffect, useState } from "preact/hooks";
import type { Stage } from "./stage";

/** A next page that is not here after this long was none: the customer went elsewhere or closed the tab. In milliseconds. */
export const nextPageMs = 10_000;

/** The stage as the agent is told it: what is only a moment is not said for ever (P9). */
export function useSettled(stage: Stage): Stage {
  const isNavigating = stage.kind === "navigating";
  const [hasLeft, setHasLeft] = useState(false);
  useEffect(() => {
    setHasLeft(false);
    if (!isNavigating) return;
    const timer = setTimeout(() => { setHasLeft(true); }, nextPageMs);
    return () => { clearTimeout(timer); };
  }, [isNavigating]);
  return isNavigating && hasLeft ? { kind: "left" } : stage;
}
