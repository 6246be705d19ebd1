import type { Grants } from "./grants";
import type { Session } from "./session";
import type { Model } from "./session-world";
import { type Membership, Tabs } from "./tabs";
import { isWatched, onTurn } from "./watched";

/** How long a page that loads out of sight waits to hear that another tab is shown. */
const settleMs = 600;

/**
 * M7: keeps the session in the tab that the person looks at. The others rest: no link, no socket, but the bar and Stop. Turning to one of them is
 * a next page like any other.
 */
export class Following {
  readonly tabs: Tabs;
  readonly #session: () => Session | undefined;

  constructor(private readonly win: Window, session: () => Session | undefined) {
    this.#session = session;
    this.tabs = new Tabs({
      membership: () => session()?.membership,
      onChange: () => { session()?.tabsChanged(); },
      onGrants: (grants) => { session()?.adopt(grants); },
      onOver: (reason) => { session()?.overElsewhere(reason); },
      onHeir: () => { this.#take(); },
    });
    onTurn(win, (isNow) => { if (isNow) this.#take(); });
  }

  /** Asks the other tabs of this origin for their session. */
  async join(grants: Grants): Promise<Membership | undefined> {
    const membership = await this.tabs.join();
    if (membership) grants.set(membership.grants);
    else this.tabs.forget();
    return membership;
  }

  /** A page of a resting tab, or one that was loaded out of sight. */
  rest(wasShown: boolean): void {
    if (isWatched(this.win)) this.#take();
    else if (wasShown) setTimeout(() => { if (!this.tabs.isAnotherShown) this.#take(); }, settleMs);
  }

  /** The session's stage has changed. */
  follow({ stage, reason }: Model): void {
    if (stage === "connecting" || stage === "live" || stage === "interrupted") this.tabs.enter(true);
    else if (stage === "elsewhere") this.tabs.enter(false);
    else if (stage === "ended") this.tabs.end(reason);
  }

  #take(): void {
    const session = this.#session();
    if (session?.model.stage === "elsewhere") void session.takeBack();
  }
}
