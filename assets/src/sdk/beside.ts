/**
 * beside.js: all that one connection needs but the first sight of the page, loaded once that is on its way: the rest of the mirror, where the customer points, that
 * they are in a field, what frames of the site's other origins show, and the doors to what few sessions need, each loaded with its first use (act.js, assets.js).
 */
import type * as laneModule from "../link/lane";
import type { Peer } from "../link/peer";
import type { Capture } from "../mirror/capture";
import type * as maskModule from "../mirror/mask-meter";
import type * as motionModule from "../mirror/motion-reader";
import { Sequel } from "../mirror/sequel";
import type * as actModule from "./act";
import type * as assetsModule from "./assets";
import { InField } from "./in-field";
import { JoinedFrames } from "./joined-frames";
import { lazily, type Lazy } from "./lazily";
import { Pointing } from "./pointing";
import type { Settings } from "./settings";
import type { ShareEvents } from "./share";
import { tookLonger } from "./slow-line";

export interface BesideOptions {
  readonly settings: Settings;
  /** The widget's element. */
  readonly host: Element;
  readonly capture: Capture;
  readonly peer: Peer;
  readonly events: ShareEvents;
  /** The link is up, and no newer one has taken over. */
  readonly isLive: () => boolean;
  /** Whether assets may go to the agent at all. */
  readonly sendsAssets: () => boolean;
}

/** Lanes of one connection. Where one is lost every few minutes this is a day; browsers have room for some hundred connections, which nobody over there is to fill. */
const maxLanes = 100;
/**
 * Over a line on which this file itself took longer, in milliseconds, a lane is likely to be offered in a moment: what answers it is loaded meanwhile. This file takes one round trip
 * of those of which connecting takes five (`slowFrom` in console/session/lossy-line.ts). Measured with 200 ms, a tenth of the packets lost: the answer begins 0.2 to 1 s sooner.
 */
const slowLoad = 160;

/** For as long as one view lasts. */
export class Beside {
  readonly frames: JoinedFrames;
  readonly #options: BesideOptions;
  readonly #pointing: Pointing;
  readonly #inField: InField;
  readonly #acting: Lazy<actModule.Acting>;
  /** Reads pictures, fonts and sheets for the agent, and takes pictures of canvases. */
  readonly assets: Lazy<assetsModule.ViewAssets>;
  /** What stops when this does. */
  readonly #loaded: { acting?: actModule.Acting; assets?: assetsModule.ViewAssets; lane?: laneModule.Lane } = {};
  #lanes = 0;
  #isStopped = false;

  constructor(options: BesideOptions) {
    const { host, capture, peer, events } = options;
    this.#options = options;
    capture.goOn((parts, sequel) => new Sequel(parts, sequel, { motions: () => this.#chunk<typeof motionModule>("motions"), masks: () => this.#chunk<typeof maskModule>("masks") }));
    this.#pointing = new Pointing(window, host, capture, (bytes) => { peer.send("pointer", bytes); });
    this.#inField = new InField(window, () => { this.act((acting) => { acting.follow(); }); });
    this.frames = new JoinedFrames(window, capture, events.origins);
    this.#acting = lazily(async () => (this.#loaded.acting = this.#startActing(await this.#chunk<typeof actModule>("act"))));
    this.assets = lazily(async () => (this.#loaded.assets = this.#startAssets(await this.#chunk<typeof assetsModule>("assets"))));
    if (tookLonger(import.meta.url, slowLoad)) void this.#chunk("lane").catch(() => undefined);
  }

  /** The customer may be in a field already. */
  look(): void {
    this.#inField.look();
  }

  /** What an agent does is for the link that is up. */
  act(carryOut: (acting: actModule.Acting) => void): void {
    const { isLive } = this.#options;
    if (isLive()) this.#acting((acting) => { if (isLive()) carryOut(acting); });
  }

  /** The agent's browser has found that the line loses packets. */
  lane(offer: string): void {
    if (++this.#lanes > maxLanes) return;
    void this.#chunk<typeof laneModule>("lane").then(({ Lane }) => {
      this.#loaded.lane?.close();
      this.#loaded.lane = Lane.answer(this.#options.peer, offer);
    }, () => undefined); // then there is none
  }

  grantsChanged(): void {
    this.#loaded.acting?.grantsChanged();
  }

  stop(): void {
    this.#isStopped = true;
    this.#loaded.acting?.stop();
    this.#loaded.assets?.stop();
    this.#loaded.lane?.close();
    this.#pointing.stop();
    this.#inField.stop();
    this.frames.stop();
  }

  async #chunk<T>(name: string): Promise<T> {
    const loaded = (await import(`${this.#options.settings.base}sdk/${name}.js`)) as T;
    // Nothing begins for a view that is over.
    if (this.#isStopped) throw new Error("the view is over");
    return loaded;
  }

  #startActing({ startActing }: typeof actModule): actModule.Acting {
    const { settings, host, capture, peer, events, isLive } = this.#options;
    return startActing({
      settings, host, isLive,
      nodes: capture,
      grants: events.grants,
      agent: events.agent,
      origins: events.origins,
      go: events.go,
      ask: events.ask,
      tell: (outcome) => { peer.sendControl({ type: "outcome", outcome: { ...outcome } }); },
    });
  }

  #startAssets({ ViewAssets }: typeof assetsModule): assetsModule.ViewAssets {
    const { capture, peer, sendsAssets } = this.#options;
    return new ViewAssets(capture, {
      send: (message) => { peer.send("assets", message); },
      backlog: () => peer.backlog("assets") + peer.backlog("mirror"),
      enabled: sendsAssets(),
    });
  }
}
