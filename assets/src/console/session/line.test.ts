import { describe, expect, it } from "vitest";
import { Line } from "./line";
import { HandClock, HandPeer, HandSocket, stateMessage } from "./testing";

function makeLine(): { line: Line; socket: HandSocket } {
  const line = new Line({
    clock: new HandClock(),
    newId: () => crypto.randomUUID(),
    makePeer: (ice, events) => new HandPeer(ice, events, 0),
    onChange: () => undefined,
  });
  return { line, socket: new HandSocket() };
}

describe("the console's line to the server", () => {
  it("carries any number of sessions and gives each its own messages", () => {
    const { line, socket } = makeLine();
    const first = line.follow("one");
    line.opened(socket.send);
    const second = line.follow("two");
    line.receive(stateMessage("two", "asking"));
    expect(first.snapshot.state).toBeNull();
    expect(second.snapshot.state).toBe("asking");
    expect(socket.of("attach").map((attach) => attach.session)).toEqual(["one", "two"]);
  });

  it("takes every session up again after the socket was away", () => {
    const { line, socket } = makeLine();
    line.follow("one");
    line.opened(socket.send);
    line.closed();
    line.opened(socket.send);
    expect(socket.of("attach")).toHaveLength(2);
  });

  it("lets a session go without ending it", () => {
    const { line, socket } = makeLine();
    line.opened(socket.send);
    line.follow("one");
    line.unfollow("one");
    expect(socket.sent.map((message) => message.type)).toEqual(["attach", "detach"]);
  });
});
