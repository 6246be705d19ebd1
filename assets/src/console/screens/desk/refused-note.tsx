import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useApp, useWords } from "../../app";

/** How long it stays, in milliseconds. */
const noteMs = 6000;

/** What the server did not do, in passing. */
export function RefusedNote(): JSX.Element {
  const { desk } = useApp();
  const words = useWords().desk.refused;
  const code = desk.refused.value;
  useEffect(() => {
    if (code === null) return;
    const timer = setTimeout(() => { desk.refused.value = null; }, noteMs);
    return () => { clearTimeout(timer); };
  }, [code, desk]);
  const known = code === "wrong_state" || code === "no_right" || code === "nobody" || code === "unknown_conversation" ? code : "other";
  return <p class="hand-note desk-refused" role="status">{code === null ? "" : words[known]}</p>;
}
