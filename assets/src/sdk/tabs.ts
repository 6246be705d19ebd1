import { GRANTS, type Grant } from "../shared/wire.gen";
import { randomId } from "./random-id";
import { TabLives } from "./tab-lives";

/** What a tab of the same site needs to be part of the session. */
export interface Membership {
  readonly session: string;
  readonly token: string;
  readonly grants: readonly Grant[];
}

export interface TabsEvents {
  /** What another tab may have; undefined when there is no session to be part of. */
  readonly membership: () => Membership | undefined;
  /** Tabs came or went, or another one is shown. */
  readonly onChange: () => void;
  /** The person allowed something, or took it back, in another tab. */
  readonly onGrants: (grants: readonly Grant[]) => void;
  /** The session is over, as another tab knows. */
  readonly onOver: (reason: string) => void;
  /** The tab that was shown is gone, and this one is next. */
  readonly onHeir: () => void;
}

/** What the site's tabs say to each other. */
type Word =
  | { readonly kind: "join" }
  | ({ readonly kind: "welcome" } & Membership)
  | { readonly kind: "who" }
  | { readonly kind: "here"; readonly tab: string; readonly isShown: boolean }
  | { readonly kind: "gone"; readonly tab: string }
  | { readonly kind: "grants"; readonly grants: readonly Grant[] }
  | { readonly kind: "over"; readonly reason: string };

/** Says that some tab of this origin is part of a session; the token stays with the tabs. */
const marker = "tandem.tabs";
/** A tab that does not answer by then is asleep or not there. */
const answerMs = 500;
/** When the tab that was shown has gone and nobody turned to another: it may have been on its way to its next page. */
const heirMs = 10_000;

/**
 * The tabs of one site in one browser (M7). They share the session and show one page at a time: the one that the person looks at. A new tab asks
 * the others for what it needs; with no tab left to answer there is nothing to be had, whatever storage says.
 *
 *	new tab ──join──►   ◄──welcome── any other      each: here / gone      shown: grants, over
 */
export class Tabs {
  readonly id = randomId().slice(0, 8);
  #channel: BroadcastChannel | undefined;
  readonly #events: TabsEvents;
  /** The others, and whether each is the one that is shown. */
  readonly #others = new Map<string, boolean>();
  /** Those of them who have not answered yet. */
  #silent = new Set<string>();
  #countTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #lives: TabLives;
  #isShown = false;
  #isIn = false;
  #welcomed: ((membership: Membership) => void) | undefined;
  #heirTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(events: TabsEvents) {
    this.#events = events;
    this.#lives = new TabLives(navigator, () => { if (this.#isIn) this.#count(); });
    this.#channel = this.#open();
  }

  /** Every tab of the session, this one included, in an order that does not change by itself. */
  get all(): readonly string[] {
    return [this.id, ...this.#others.keys()].sort();
  }

  /** Whether another tab is the one that is shown. */
  get isAnotherShown(): boolean {
    return [...this.#others.values()].some((isShown) => isShown);
  }

  /** Asks the other tabs for their session. */
  async join(): Promise<Membership | undefined> {
    return new Promise((resolve) => {
      this.#welcomed = resolve;
      this.#say({ kind: "join" });
      setTimeout(() => { resolve(undefined); }, answerMs);
    });
  }

  /** This tab is part of the session; `isShown`: it is the one that the agent sees. */
  enter(isShown: boolean): void {
    if (this.#isIn && isShown === this.#isShown) return;
    const isNew = !this.#isIn;
    this.#isIn = true;
    this.#isShown = isShown;
    mark(true);
    this.#lives.begin(this.id);
    if (isShown) this.#count();
    else if (isNew) this.#say({ kind: "who" });
    for (const tab of this.#others.keys()) {
      this.#lives.watch(tab);
      if (isShown) this.#others.set(tab, false);
    }
    this.#say({ kind: "here", tab: this.id, isShown });
    this.#events.onChange();
  }

  /** The page goes away, the session stays. A word that reached it in the browser's back/forward cache would throw it out of there: it hears nothing until it speaks again. */
  leave(): void {
    if (this.#isIn) this.#say({ kind: "gone", tab: this.id });
    this.#out();
    this.#channel?.close();
    this.#channel = undefined;
  }

  tellGrants(grants: readonly Grant[]): void {
    this.#say({ kind: "grants", grants });
  }

  /** The session is over. */
  end(reason: string): void {
    if (this.#isIn) this.#say({ kind: "over", reason });
    this.forget();
  }

  forget(): void {
    this.#out();
    this.#others.clear();
    mark(false);
  }

  #out(): void {
    clearTimeout(this.#heirTimer);
    clearTimeout(this.#countTimer);
    this.#lives.end();
    this.#isIn = false;
    this.#isShown = false;
  }

  #hear(word: Word): void {
    switch (word.kind) {
      case "welcome":
        this.#welcomed?.({ session: word.session, token: word.token, grants: GRANTS.filter((grant) => word.grants.indexOf(grant) >= 0) });
        return;
      case "join": {
        const membership = this.#isIn ? this.#events.membership() : undefined;
        if (membership) this.#say({ kind: "welcome", ...membership });
        return;
      }
      default:
        if (this.#isIn) this.#hearMember(word);
    }
  }

  #hearMember(word: Exclude<Word, { kind: "welcome" | "join" }>): void {
    switch (word.kind) {
      case "who":
        this.#say({ kind: "here", tab: this.id, isShown: this.#isShown });
        return;
      case "here":
        if (word.isShown) for (const tab of this.#others.keys()) this.#others.set(tab, false);
        if (!this.#others.has(word.tab)) this.#lives.watch(word.tab);
        this.#others.set(word.tab, word.isShown);
        this.#silent.delete(word.tab);
        if (word.isShown) clearTimeout(this.#heirTimer);
        break;
      case "gone":
        this.#miss(word.tab);
        break;
      case "grants":
        this.#events.onGrants(word.grants);
        return;
      case "over":
        this.forget();
        this.#events.onOver(word.reason);
        return;
    }
    this.#events.onChange();
  }

  /** Not every tab can say that it is gone. Who does not answer is not there. */
  #count(): void {
    this.#silent = new Set(this.#others.keys());
    this.#say({ kind: "who" });
    clearTimeout(this.#countTimer);
    this.#countTimer = setTimeout(() => {
      for (const tab of this.#silent) this.#miss(tab);
      if (this.#silent.size > 0) this.#events.onChange();
      this.#silent.clear();
      for (const tab of this.#others.keys()) this.#lives.watch(tab);
    }, answerMs);
  }

  #miss(tab: string): void {
    if (this.#others.get(tab) === true) this.#waitForHeir();
    this.#others.delete(tab);
    this.#lives.forget(tab);
  }

  #waitForHeir(): void {
    clearTimeout(this.#heirTimer);
    this.#heirTimer = setTimeout(() => {
      if (!this.#isShown && !this.isAnotherShown && this.all[0] === this.id) this.#events.onHeir();
    }, heirMs);
  }

  #say(word: Word): void {
    this.#channel ??= this.#open();
    this.#channel?.postMessage(word);
  }

  #open(): BroadcastChannel | undefined {
    if (typeof BroadcastChannel !== "function") return undefined;
    const channel = new BroadcastChannel("tandem");
    channel.onmessage = ({ data }: MessageEvent<Word>) => { this.#hear(data); };
    return channel;
  }
}

function mark(isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(marker, "1");
    else localStorage.removeItem(marker);
  } catch {
    // New tabs start on their own, then.
  }
}
