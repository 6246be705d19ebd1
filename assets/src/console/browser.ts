import type { MakeFilePeer } from "../files/file-link";
import { bothSay } from "../link/control";
import { Peer as LinkPeer } from "../link/peer";
import { Socket } from "../link/socket";
import { jsonCodec } from "../shared/json";
import { isMessage } from "../shared/wire";
import { type AgentMessage, CLOSE_UNAUTHORIZED, type DeskMessage, TO_DESK_SHAPES, type ToDeskMessage } from "../shared/wire.gen";
import type { OpenSocket } from "./app";
import type { OpenDeskSocket } from "./desk/edges";
import type { Clock } from "./session/edges";

/** The real edges: this browser's sockets to the server, its style sheets and its clock. */

export interface Edges {
  /** Opens the agent's socket. There is one at a time. */
  readonly openSocket: OpenSocket;
  readonly openDesk: OpenDeskSocket;
  readonly makeFilePeer: MakeFilePeer;
  /** Asks the agent's socket whether it is still there. */
  readonly checkSocket: () => void;
}

/** The edges to the server that the console came from. */
export function edgesTo(origin: string): Edges {
  let open: Socket<AgentMessage> | undefined;
  // Each socket of this window takes the place of the one before, whatever of that one is still on its way.
  const agentSocket = `${origin.replace(/^http/, "ws")}/ws/agent?window=${crypto.randomUUID()}`;
  return {
    makeFilePeer: (ice, events) => new LinkPeer({ ...ice, json: jsonCodec, saying: bothSay }, events),
    checkSocket: () => { open?.check(); },
    openSocket: (events) => {
      const socket: Socket<AgentMessage> = new Socket(agentSocket, {
        onOpen: () => { events.onOpen((message) => { socket.send(message); }); },
        onMessage: events.onMessage,
        onRetry: () => { events.onClosed(); },
        onEnd: (code) => {
          if (code === CLOSE_UNAUTHORIZED) events.onUnauthorized();
          else events.onClosed();
        },
      });
      open = socket;
      return () => { socket.close(); };
    },
    openDesk: (events) => {
      const socket: Socket<DeskMessage, ToDeskMessage> = new Socket(`${origin.replace(/^http/, "ws")}/ws/desk`, {
        onOpen: () => { events.onOpen((message) => socket.send(message)); },
        onMessage: events.onMessage,
        onRetry: () => { events.onClosed(); },
        onEnd: () => { events.onClosed(); },
      }, undefined, (value) => isMessage(TO_DESK_SHAPES, value));
      return () => { socket.close(); };
    },
  };
}

/** Building and painting a page takes some 100 ms, a large one 300. */
const paintMs = 300;

export const browserClock: Clock = {
  now: () => performance.now(),
  afterPaint: (then) => { setTimeout(then, paintMs); },
};

/** Resolves once the sheet holds, so that what needs it is never seen bare. The same one twice is one. */
export function styleSheet(href: string): Promise<void> {
  return new Promise((done, failed) => {
    if (document.querySelector(`link[href="${href}"]`)) {
      done();
      return;
    }
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.addEventListener("load", () => { done(); });
    link.addEventListener("error", () => {
      link.remove();
      failed(new Error(`${href} did not load`));
    });
    document.head.append(link);
  });
}

/** The first screen has the line and the processor for itself for this long, in milliseconds. Safari has no word for being idle: there this alone counts. */
const firstMs = 1500;

/** Runs something once the first screen has had its time and the browser has nothing to do. */
export function whenQuiet(then: () => void): void {
  setTimeout(() => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(then, { timeout: firstMs });
    else then();
  }, firstMs);
}

/** Null where the browser's settings forbid it. */
export function windowStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
