import { Auditor } from "./auditor";
import { Look } from "./look";
import type * as maskModule from "./mask-meter";
import type * as motionModule from "./motion-reader";
import type { Parts } from "./parts";
import { Patches } from "./patches";
import { Prover } from "./prover";
import { ScriptFaces } from "./script-faces";
import type { Outlet } from "./stream";
import type { Twin } from "./twin";

/** What a capture does for its sequel. */
export interface SequelHost {
  /** Compares and sends what is dirty, at once. */
  compare(): void;
  /** The stream that is being sent. */
  outlet(): Outlet;
  /** The documents and shadow roots that are mirrored. */
  roots(): Iterable<Document | ShadowRoot>;
}

/** Code that few pages need, loaded with the first need. What cannot be loaded is done without. */
export interface SequelChunks {
  motions(): Promise<typeof motionModule>;
  masks(): Promise<typeof maskModule>;
}

/** What of a capture the first paint does not need: `capture.goOn((parts, host) => new Sequel(parts, host, chunks))`, once its code is loaded. */
export class Sequel {
  readonly #auditor: Auditor;
  readonly #prover: Prover;
  readonly #faces: ScriptFaces;
  readonly #patches = new Patches();
  readonly #noticed = new WeakSet<object>();
  #motions: motionModule.MotionReader | "none" | "loading" = "none";
  #masks: maskModule.MaskMeter | "none" | "loading" = "none";
  #isStopped = false;

  /** Begins at once. */
  constructor(
    private readonly parts: Parts,
    private readonly host: SequelHost,
    private readonly chunks: SequelChunks,
  ) {
    const look = new Look(parts);
    this.#prover = new Prover(parts, () => host.outlet());
    this.#auditor = new Auditor(parts.win, parts.all, {
      isCutShort: () => parts.dirt.cut.size > 0,
      look: (twin) => { look.at(twin); },
      places: () => { parts.inspector.places(); },
      compare: () => { host.compare(); },
      done: () => { this.#prover.check(); },
    });
    this.#faces = new ScriptFaces(() => { parts.wake(); });
    parts.sheets.faces = (doc) => this.#faces.rules(doc);
    this.written();
  }

  /** Something is being sent. */
  written(): void {
    this.#auditor.active();
    if (typeof this.#motions === "object") this.#motions.written();
    for (const root of this.host.roots()) if (!this.#noticed.has(root)) this.#notice(root);
    if (typeof this.#masks === "object") this.#masks.written();
    else if (this.#masks === "none" && this.parts.inspector.unmeasured.size > 0) this.#measure();
  }

  /** Something has changed, whether or not that leaves anything to send: a marked radio button that came and went has taken the mark from another. */
  stirred(): void {
    this.#auditor.stirred();
  }

  /** A rule of a mask may look at more than the element that has changed: the next rest must not pass without going over the page. */
  urge(): void {
    this.#auditor.urge();
  }

  /** An attribute has changed: the texts below it may be set in another way now. */
  restyled(twin: Twin): void {
    if (typeof this.#masks === "object") this.#masks.restyled(twin);
  }

  /** The replica's sum differs: it asks for those of this node's children. */
  narrow(id: number): void {
    this.#prover.narrow(id);
  }

  stop(): void {
    this.#isStopped = true;
    this.#auditor.stop();
    this.#faces.stop();
    // Its patches lie on top of these.
    if (typeof this.#motions === "object") this.#motions.stop();
    if (typeof this.#masks === "object") this.#masks.stop();
    this.#patches.restore();
  }

  /**
   * Notices what scripts animate, without asking again and again: what there is already is asked for once for each document and shadow root, and every later one
   * begins with `animate` or, made by hand, with `play`. Two patches cost a page that has none of it nothing; what reads them is loaded with the first.
   */
  #notice(root: Document | ShadowRoot): void {
    this.#noticed.add(root);
    if (root.nodeType === 9) {
      this.#faces.watch(root as Document);
      if (typeof this.#masks === "object") this.#masks.watch(root as Document);
      const realm = (root as Document).defaultView;
      if (realm === null || !("getAnimations" in root)) return;
      this.#patches.method(realm.Element.prototype, "animate", (element) => { this.#animated(element as Element); });
      this.#patches.method(realm.Animation.prototype, "play", (animation) => {
        if (!isStyled(animation as Animation)) this.#animated(((animation as Animation).effect as KeyframeEffect | null)?.target ?? null);
      });
    }
    if (root.getAnimations().some((each) => !isStyled(each))) this.#animated(null);
  }

  /** There is masked text. */
  #measure(): void {
    this.#masks = "loading";
    this.chunks.masks().then(({ MaskMeter }) => {
      if (this.#isStopped) return;
      this.#masks = new MaskMeter(this.parts);
      for (const root of this.host.roots()) if (root.nodeType === 9) this.#masks.watch(root as Document);
      this.#masks.written();
    }, () => { this.#masks = "none"; });
  }

  #animated(element: Element | null): void {
    if (typeof this.#motions === "object") {
      if (element !== null) this.#motions.begun(element);
    } else if (this.#motions === "none") {
      this.#motions = "loading";
      this.chunks.motions().then(({ MotionReader }) => {
        if (!this.#isStopped) this.#motions = new MotionReader(this.parts, () => this.host.roots());
      }, () => { this.#motions = "none"; });
    }
  }
}

/** Animations that style sheets make run at the agent by themselves. */
function isStyled(animation: Animation): boolean {
  return "animationName" in animation || "transitionProperty" in animation;
}
