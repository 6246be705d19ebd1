type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Changes to the page's own prototypes, for what no observer tells: properties set by script, rules inserted into a
 * sheet, shadow roots attached. Made at consent, taken back at stop. Where the page has wrapped a patch in the meantime
 * it cannot be taken out; it then only passes calls on.
 */
export class Patches {
  #undo: (() => void)[] = [];
  #active = true;

  /** Calls `after` whenever the method has returned. */
  method(owner: object, name: string, after: (self: unknown, result: unknown) => void): void {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    const original: unknown = descriptor?.value;
    if (descriptor === undefined || typeof original !== "function" || descriptor.configurable !== true) return;
    const active = (): boolean => this.#active;
    const patched: Method = function (...args) {
      const result: unknown = Reflect.apply(original, this, args);
      if (active()) quietly(() => { after(this, result); });
      return result;
    };
    this.#replace(owner, name, descriptor, { ...descriptor, value: disguise(patched, original) });
  }

  /** Calls `after` whenever the property has been set. */
  setter(owner: object, name: string, after: (self: unknown) => void): void {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    const original = descriptor?.set;
    if (descriptor === undefined || original === undefined || descriptor.configurable !== true) return;
    const active = (): boolean => this.#active;
    const patched = function (this: unknown, value: unknown): void {
      Reflect.apply(original, this, [value]);
      if (active()) quietly(() => { after(this); });
    };
    this.#replace(owner, name, descriptor, { ...descriptor, set: disguise(patched, original) });
  }

  restore(): void {
    this.#active = false;
    for (const undo of this.#undo.reverse()) undo();
    this.#undo = [];
  }

  #replace(owner: object, name: string, original: PropertyDescriptor, patched: PropertyDescriptor): void {
    Object.defineProperty(owner, name, patched);
    this.#undo.push(() => {
      const now = Object.getOwnPropertyDescriptor(owner, name);
      if (now?.value === patched.value && now?.set === patched.set) Object.defineProperty(owner, name, original);
    });
  }
}

/** Gives a patch the name and the length of what it stands for: some pages look. */
function disguise<F extends object>(patched: F, original: object): F {
  for (const key of ["name", "length"]) {
    const descriptor = Object.getOwnPropertyDescriptor(original, key);
    if (descriptor !== undefined) Object.defineProperty(patched, key, descriptor);
  }
  return patched;
}

/** The page must never see an error of ours come out of its own call. */
function quietly(action: () => void): void {
  try {
    action();
  } catch (error) {
    reportError(error);
  }
}
