/** Something of a chunk of its own, loaded with its first use; what is wanted of it meanwhile comes in its turn. */
export interface Lazy<T> {
  (use: (loaded: T) => void): void;
  /** Only where it has been wanted before. */
  ifLoaded(use: (loaded: T) => void): void;
}

/** A load that fails is tried again with the next use. */
export function lazily<T>(load: () => Promise<T>): Lazy<T> {
  let loading: Promise<T | undefined> | undefined;
  const then = (use: (loaded: T) => void): void => { void loading?.then((loaded) => { if (loaded !== undefined) use(loaded); }); };
  return Object.assign((use: (loaded: T) => void) => {
    loading ??= load().catch(() => (loading = undefined));
    then(use);
  }, { ifLoaded: then });
}
