import { useEffect, useState } from "preact/hooks";
import type { Clock } from "../session/edges";

/** The clock's time, read again every second on the second after `from`, so that a countdown never skips. */
export function useNow(clock: Clock, everyMs = 1000): number {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => { setNow(clock.now()); }, everyMs);
    setNow(clock.now());
    return () => { clearInterval(timer); };
  }, [clock, everyMs]);
  return now;
}
