import { customerSays } from "../../link/control";
import { Peer as LinkPeer } from "../../link/peer";
import { jsonCodec } from "../../shared/json";
import type { IceSetup, LineMemory, Peer, PeerEvents } from "./edges";
import { LossyLine } from "./lossy-line";

/** This browser's own peer connections. What makes a link go quiet may have taken the socket as well: then there is doubt. */
export function peerFor(ice: IceSetup, events: PeerEvents, line: LineMemory, onDoubt: () => void): Peer {
  const peer = new LinkPeer({ ...ice, json: jsonCodec, saying: customerSays }, {
    onCandidate: events.onCandidate,
    onUp: (path) => {
      events.onUp(path);
      lossy.up();
    },
    onPath: events.onPath,
    onDown: () => {
      lossy.close();
      events.onDown();
    },
    onDoubt,
    onControl: (message) => {
      if (message.type === "stop") events.onStop();
      else if (message.type === "outcome") events.onOutcome(message.outcome);
      else if (message.type === "grants") events.onGrants(message.grants);
      else if (message.type === "lane") lossy.accept(message.sdp);
      else if (message.type === "tabs") events.onTabs(message.tabs);
    },
    onMessage: (channel, message) => {
      lossy.heard();
      if (channel === "mirror") events.onMirror(message);
      else if (channel === "pointer") events.onPointer(message);
      else if (channel === "assets") events.onAsset(message);
    },
    onEarly: (channel, message, isNext) => {
      if (isNext) lossy.rescued();
      else if (channel === "mirror") events.onMirrorEarly(message);
    },
    onBeat: (number) => { lossy.beat(number); },
  });
  const lossy = new LossyLine(peer, line);
  return {
    offer: () => peer.offer(),
    hurry: () => { peer.hurry(); },
    accept: (answer) => {
      lossy.answered();
      return peer.accept(answer);
    },
    addCandidate: (candidate) => { peer.addCandidate(candidate); },
    sendMirror: (message) => { peer.send("mirror", message); },
    act: (seq, event) => { peer.sendControl({ type: "act", seq, event }); },
    sendPointer: (frame) => { peer.send("pointer", frame); },
    sendAsset: (message) => { peer.send("assets", message); },
    sendSpare: (attempt, sdp) => { peer.sendControl({ type: "spare", attempt, sdp }); },
    stop: () => {
      peer.stop();
      lossy.close();
    },
    close: () => {
      lossy.close();
      peer.close();
    },
  };
}
