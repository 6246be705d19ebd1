import { signal } from "@preact/signals";

const key = "tandem.tabs";
/** More than these do not fit beside each other on any screen; the one that was opened first gives way. */
const most = 12;

/** C1: the conversations that this window has open, in the order in which they were opened. A reload keeps them; another window has its own. */
export class OpenTabs {
  readonly ids = signal<readonly string[]>([]);
  readonly #storage: Pick<Storage, "getItem" | "setItem"> | null;

  constructor(storage: Pick<Storage, "getItem" | "setItem"> | null) {
    this.#storage = storage;
    const kept = read(storage);
    if (kept !== "") this.ids.value = kept.split(" ");
  }

  open(id: string): void {
    if (!this.ids.value.includes(id)) this.#put([...this.ids.value, id].slice(-most));
  }

  /** Closes one. Returns its neighbour, which is shown in its place; null for none. */
  close(id: string): string | null {
    const at = this.ids.value.indexOf(id);
    const left = this.ids.value.filter((each) => each !== id);
    this.#put(left);
    return left[Math.min(at, left.length - 1)] ?? null;
  }

  #put(ids: readonly string[]): void {
    this.ids.value = ids;
    try {
      this.#storage?.setItem(key, ids.join(" "));
    } catch {
      // Not remembered; everything else works.
    }
  }
}

/** Storage can be forbidden altogether. */
function read(storage: Pick<Storage, "getItem"> | null): string {
  try {
    return storage?.getItem(key) ?? "";
  } catch {
    return "";
  }
}
