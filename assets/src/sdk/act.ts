/**
 * act.js: what carries out the agent's doings in the page, loaded with the first of them. Everything passes the Gate; what it lets through is
 * the Actor's and the AgentPointer's to do.
 *
 *	control: act ──► Actor ──► Gate ──yes──► the page      ──► outcome
 *	                                                ├──marks──► overlay.js
 *	                                                └──its caret──► carets.js ──where the customer's is──► outcome
 *	pointer      ──► AgentPointer ──► Gate ──yes──► a labelled arrow over the page
 */
import { Actor } from "../act/actor";
import { Gate, type Cover } from "../act/gate";
import type { Outcome } from "../act/outcome";
import type { Json } from "../shared/json";
import type { Grant } from "../shared/wire.gen";
import { AgentPointer } from "./agent-pointer";
import type * as caretsModule from "./carets";
import { isInside } from "./inside";
import { lazily } from "./lazily";
import type * as overlayModule from "./overlay";
import type { Settings } from "./settings";
import type { Question, Tool } from "./share";
import { HandOver } from "./tools/hand-over";
import { ToolRoom } from "./tools/strip";
import { toolWordsFor } from "./tools/words";
import type * as warmModule from "./warm";

/** The part of the mirror's Capture that names elements. */
export interface Nodes {
  idOf(node: Node): number | undefined;
  nodeById(id: number): Node | undefined;
  coverOf(element: Element): Cover;
  scrolledFor(element: Element, by: number, isThere: boolean): void;
}

export interface ActingOptions {
  readonly settings: Settings;
  /** The widget's element. */
  readonly host: Element;
  readonly nodes: Nodes;
  readonly isLive: () => boolean;
  readonly grants: () => readonly Grant[];
  readonly agent: () => string;
  readonly origins: () => readonly string[];
  readonly go: (url: URL) => void;
  readonly ask: (question: Question) => Promise<boolean>;
  readonly tell: (outcome: Outcome) => void;
}

/** The agent's hand in the page, for as long as one link lasts. */
export interface Acting {
  receive(seq: number, event: Json): void;
  point(bytes: Uint8Array): void;
  /** The customer wants one of their tools: draw, have the page to themselves, see what is hidden. */
  use(tool: Tool): void;
  /** The customer is in a field: from now on the agent is told where. */
  follow(): void;
  grantsChanged(): void;
  stop(): void;
}

export function startActing(options: ActingOptions): Acting {
  const { settings, host, nodes, isLive, grants, tell } = options;
  const element = (id: number): Element | undefined => {
    const node = nodes.nodeById(id);
    return node?.nodeType === 1 ? (node as Element) : undefined;
  };
  const { readonly, noclick, ownClick, fillMasked, fillPasswords } = settings;
  const overlay = lazily(async () => {
    const { startOverlay } = (await import(`${settings.base}sdk/overlay.js`)) as typeof overlayModule;
    return startOverlay({ host, lang: settings.lang, nodes, agent: options.agent, tell });
  });
  const carets = lazily(async () => {
    const { startCarets } = (await import(`${settings.base}sdk/carets.js`)) as typeof caretsModule;
    return startCarets({ host, nodes, agent: options.agent, versionOf: (node) => actor.versionOf(node), tell });
  });
  const handOver = new HandOver({ room: new ToolRoom(host, settings.lang), words: toolWordsFor(settings.lang).hold, agent: options.agent, tell: (by) => { tell({ kind: "held", by }); } });
  const gate = new Gate({
    isLive, grants, element, isHeldOff: () => handOver.holder === "customer", readonly, noclick, ownClick, fillMasked, fillPasswords,
    cover: (target) => nodes.coverOf(target),
    isOwn: (target) => target === host || host.contains(target) || target.getRootNode() === host.shadowRoot,
    isInside: (url) => isInside(url, settings.domains, options.origins()),
  });
  const actor = new Actor({
    gate, element, tell,
    ask: (about, target, url) => options.ask(about === "own_click" ? { about, label: labelOf(target) } : { about, url: new URL(url ?? "", document.baseURI).href }),
    scrolled: (target, seq, isThere) => { nodes.scrolledFor(target, seq, isThere); },
    mark: (event) => { overlay((loaded) => { if (event.kind === "mark") loaded.mark(event); else loaded.unmark(); }); },
    take: (isTaken) => { handOver.take(isTaken ? "agent" : "both"); },
    showCaret: (at) => {
      if (at) carets((loaded) => { loaded.agentIn(at); });
      else carets.ifLoaded((loaded) => { loaded.agentIn(undefined); });
    },
    warm: () => {
      if (settings.warm) void import(`${settings.base}sdk/warm.js`).then(({ warm }: typeof warmModule) => warm(settings, () => gate.judge({ kind: "warm" }).kind === "allowed")).catch(() => undefined);
    },
    go: options.go,
  });
  const pointer = new AgentPointer(host, gate, options.agent);
  return {
    receive: (seq, event) => {
      handOver.busy();
      void actor.receive(seq, event);
    },
    point: (bytes) => { pointer.receive(bytes); },
    use: (tool) => {
      if (tool === "hold") handOver.take(handOver.holder === "customer" ? "both" : "customer");
      else overlay((loaded) => { loaded[tool](); });
    },
    follow: () => { carets(() => undefined); },
    grantsChanged: () => {
      const now = grants();
      if (now.indexOf("point") < 0) {
        pointer.hide();
        overlay.ifLoaded((loaded) => { loaded.unmarkAgent(); });
      }
      if (now.indexOf("fill") < 0) {
        carets.ifLoaded((loaded) => { loaded.agentIn(undefined); });
        if (handOver.holder === "agent") handOver.take("both");
      }
    },
    stop: () => {
      handOver.stop();
      overlay.ifLoaded((loaded) => { loaded.stop(); });
      carets.ifLoaded((loaded) => { loaded.stop(); });
      actor.stop();
      pointer.stop();
    },
  };
}

/** Longer words are no label. */
const maxLabel = 80;

/** What is written on a button, for the question whether it may be pressed. */
function labelOf(target: Element): string {
  const button = target.closest("button, input, a, label, [role=button], [data-tandem~=own-click]") ?? target;
  const words = button.getAttribute("aria-label") ?? ((button as HTMLElement).innerText || (button as Partial<HTMLInputElement>).value) ?? "";
  return words.trim().replace(/\s+/g, " ").slice(0, maxLabel);
}
