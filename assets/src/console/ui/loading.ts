import { useCallback, useEffect, useRef, useState } from "preact/hooks";

/** Something fetched: on its way, there, or refused. While it is fetched again the last value stays. */
export type Loaded<T> =
  | { readonly kind: "loading" }
  | { readonly kind: "there"; readonly value: T }
  | { readonly kind: "refused"; readonly error: unknown };

/** Fetches when the component appears and whenever reload is called. */
export function useLoaded<T>(load: () => Promise<T>): { loaded: Loaded<T>; reload: () => void; set: (value: T) => void } {
  const [loaded, setLoaded] = useState<Loaded<T>>({ kind: "loading" });
  const latest = useRef(load);
  latest.current = load;
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => { alive.current = false; };
  }, []);
  const reload = useCallback(() => {
    setLoaded((before) => (before.kind === "there" ? before : { kind: "loading" }));
    latest.current().then(
      (value) => { if (alive.current) setLoaded({ kind: "there", value }); },
      (error: unknown) => { if (alive.current) setLoaded((before) => (before.kind === "there" ? before : { kind: "refused", error })); },
    );
  }, []);
  useEffect(reload, [reload]);
  return { loaded, reload, set: (value) => { setLoaded({ kind: "there", value }); } };
}

/** Does one thing at a time for a form or button: whether it is at work, and what came of it. */
export function useTask(): { busy: boolean; error: unknown; run: (task: () => Promise<void>) => void; clear: () => void } {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const working = useRef(false);
  const run = (task: () => Promise<void>) => {
    if (working.current) return;
    working.current = true;
    setBusy(true);
    setError(null);
    task()
      .catch((cause: unknown) => { setError(cause); })
      .finally(() => {
        working.current = false;
        setBusy(false);
      });
  };
  return { busy, error, run, clear: () => { setError(null); } };
}
