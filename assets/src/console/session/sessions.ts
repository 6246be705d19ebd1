import { type ReadonlySignal, signal, type Signal } from "@preact/signals";
import type { ServerMessage } from "../../shared/wire.gen";
import type { CoBrowse } from "./cobrowse";
import type { Clock, MakePeer, Send } from "./edges";
import { Line, type Listener } from "./line";
import type { Snapshot } from "./snapshot";

export interface SessionsOptions {
  readonly clock: Clock;
  readonly makePeer: MakePeer;
  readonly newId: () => string;
}

/** The sessions that this console follows, with what is known of each for the views to read. */
export class Sessions implements Listener {
  readonly #line: Line;
  readonly #snapshots = new Map<string, Signal<Snapshot>>();

  constructor(options: SessionsOptions) {
    this.#line = new Line({
      ...options,
      onChange: (snapshot) => {
        const there = this.#snapshots.get(snapshot.id);
        if (there) there.value = snapshot;
      },
    });
  }

  follow(id: string): CoBrowse {
    const session = this.#line.follow(id);
    if (!this.#snapshots.has(id)) this.#snapshots.set(id, signal(session.snapshot));
    return session;
  }

  unfollow(id: string): void {
    this.#line.unfollow(id);
    this.#snapshots.delete(id);
  }

  /** What is known of a session, which is followed from now on. */
  snapshot(id: string): ReadonlySignal<Snapshot> {
    this.follow(id);
    const there = this.#snapshots.get(id);
    if (!there) throw new Error(`session ${id} is not followed`);
    return there;
  }

  opened(send: Send): void {
    this.#line.opened(send);
  }

  closed(): void {
    this.#line.closed();
  }

  receive(message: ServerMessage): void {
    this.#line.receive(message);
  }

  close(): void {
    this.#line.close();
    this.#snapshots.clear();
  }
}
