import { Peer as LinkPeer } from "../link/peer";
import { Socket } from "../link/socket";
import { type AgentMessage, CLOSE_UNAUTHORIZED } from "../shared/wire.gen";
import type { OpenSocket } from "./app";
import type { Clock, MakePeer } from "./session/edges";

/** The real edges: this browser's peer connections, its socket to the server, and its clock. */

export const makePeer: MakePeer = (ice, events) => {
  const peer = new LinkPeer(ice, {
    onCandidate: events.onCandidate,
    onUp: events.onUp,
    onPath: events.onPath,
    onDown: () => { events.onDown(); },
    onControl: (message) => { if (message.type === "stop") events.onStop(); },
    onMessage: (channel, message) => {
      if (channel === "mirror") events.onMirror(message);
      else if (channel === "pointer") events.onPointer(message);
    },
  });
  return {
    offer: () => peer.offer(),
    accept: (answer) => peer.accept(answer),
    addCandidate: (candidate) => { peer.addCandidate(candidate); },
    sendMirror: (message) => { peer.send("mirror", message); },
    stop: () => { peer.stop(); },
    close: () => { peer.close(); },
  };
};

/** Opens the agent's socket at the server that the console came from. */
export function openSocketAt(origin: string): OpenSocket {
  return (events) => {
    const socket: Socket<AgentMessage> = new Socket(`${origin.replace(/^http/, "ws")}/ws/agent`, {
      onOpen: () => { events.onOpen((message) => { socket.send(message); }); },
      onMessage: events.onMessage,
      onRetry: () => { events.onClosed(); },
      onEnd: (code) => {
        if (code === CLOSE_UNAUTHORIZED) events.onUnauthorized();
        else events.onClosed();
      },
    });
    return () => { socket.close(); };
  };
}

export const browserClock: Clock = { now: () => performance.now() };
