import { afterPaint } from "./after-paint";
import type { Line } from "./line";
import type { Missing } from "./needs";
import type { ReplicaOptions } from "./replica-options";
import type { Stage } from "./stage";
import type { Viewport } from "./stage-events";

/** How long a page that is ready may wait for style sheets before it is shown all the same, in milliseconds. */
const PATIENCE = 1500;

/** The page on screen, and the one that is being built behind it and takes its place. Only what is on screen is told of. */
export class Screen {
  #shown: Line | null = null;
  #coming: Line | null = null;
  #timer: number | null = null;

  constructor(private readonly options: Pick<ReplicaOptions, "onViewport" | "onPaint" | "onFirstPaint" | "onLocation" | "onFrame" | "onMissing">) {}

  /** The page on screen; null before the first. */
  get stage(): Stage | null {
    return this.#shown?.stage ?? null;
  }

  get stages(): readonly (Stage | null)[] {
    return [this.#coming?.stage ?? null, this.stage];
  }

  lineOf(stream: number): Line | null {
    return [this.#coming, this.#shown].find((line) => line?.stream === stream) ?? null;
  }

  isComing(line: Line): boolean {
    return this.#coming === line;
  }

  /** Another page is about to come, in place of one that has not been shown yet. */
  await(line: Line): void {
    if (this.#coming !== null) drop(this.#coming);
    this.#coming = line;
  }

  /** What is on screen stays there, and nothing more comes for it. */
  freeze(): void {
    if (this.#coming !== null) drop(this.#coming);
    this.#coming = null;
    if (this.#shown !== null) this.#shown.broken = true;
  }

  clear(): void {
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    for (const line of [this.#shown, this.#coming]) if (line !== null) drop(line);
    this.#shown = null;
    this.#coming = null;
  }

  /** There is enough of the page for a first paint. */
  ready(line: Line): void {
    line.ready = true;
    this.#timer ??= window.setTimeout(() => {
      this.#timer = null;
      if (this.#coming?.ready === true) this.#show(this.#coming);
    }, PATIENCE);
  }

  /** Something was played: the page may have all of its style sheets now. */
  played(line: Line): void {
    if (line === this.#coming && line.ready && line.stage?.dressed === true) this.#show(line);
  }

  viewport(line: Line, viewport: Viewport): void {
    line.viewport = viewport;
    const { frame } = line.stage ?? {};
    if (frame !== undefined) {
      frame.style.width = `${viewport.width}px`;
      frame.style.height = `${viewport.height}px`;
    }
    if (line === this.#shown) this.options.onViewport?.(viewport);
  }

  location(line: Line, location: { url: string; title: string }): void {
    line.location = location;
    if (line === this.#shown) this.options.onLocation?.(location);
  }

  missing(line: Line, list: readonly Missing[]): void {
    line.missing = list;
    if (line === this.#shown) this.options.onMissing?.(list);
  }

  /** Puts a page on screen in place of the last one. */
  #show(line: Line): void {
    const { stage } = line;
    if (stage === null) return;
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    this.#timer = null;
    const last = this.#shown;
    this.#shown = line;
    this.#coming = null;
    stage.appear();
    stage.frame.style.visibility = "visible";
    if (last !== null) drop(last);
    if (line.viewport !== null) this.options.onViewport?.(line.viewport);
    if (line.location !== null) this.options.onLocation?.(line.location);
    this.options.onMissing?.(line.missing);
    this.options.onFrame?.(stage.frame);
    this.options.onPaint?.(stage.page);
    if (last === null) this.options.onFirstPaint?.();
    afterPaint(() => { stage.painted(); });
  }
}

function drop(line: Line): void {
  line.broken = true;
  line.stage?.stop();
  line.stage?.frame.remove();
}
