/**
 * carets.js: the carets of both (I4), loaded when either is in a field for the first time: where the customer's is, for the agent, and the agent's over the page.
 */
import type { Outcome } from "../act/outcome";
import type { Nodes } from "./act";
import { AgentCaret, type AgentPlace } from "./carets/agent-caret";
import { OwnCaret } from "./carets/own-caret";

export interface CaretOptions {
  /** The widget's element. */
  readonly host: Element;
  readonly nodes: Nodes;
  readonly agent: () => string;
  /** The version of a field's text that the agent has been told; 0 for one that they do not fill in. */
  readonly versionOf: (node: number) => number;
  readonly tell: (outcome: Outcome) => void;
}

export interface Carets {
  /** The agent is in this field, or in none. */
  agentIn(at: AgentPlace | undefined): void;
  stop(): void;
}

export function startCarets({ host, nodes, agent, versionOf, tell }: CaretOptions): Carets {
  const { shadowRoot } = host;
  const agentCaret = shadowRoot && new AgentCaret(shadowRoot, agent);
  const own = new OwnCaret({
    document, versionOf,
    idOf: (node) => nodes.idOf(node),
    coverOf: (element) => nodes.coverOf(element),
    tell: (node, at) => { tell({ kind: "caret", node, at }); },
  });
  return {
    agentIn: (at) => { agentCaret?.show(at); },
    stop: () => {
      own.stop();
      agentCaret?.stop();
    },
  };
}
