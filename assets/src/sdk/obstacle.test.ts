import { describe, expect, it } from "vitest";
import { ability } from "./desk/ability";
import { Gauge } from "./desk/gauge";
import { obstacleTo } from "./obstacle";

class Peer {
  createDataChannel(): undefined {
    return undefined;
  }
}

const modern = { WebSocket: Peer, MutationObserver: Peer, TextDecoder: Peer, AbortController: Peer, ResizeObserver: Peer, RTCPeerConnection: Peer, navigator: {} };
const on = { cobrowse: true };
const quick = { isSlow: false };
const asked = (scope: object, gauge = quick, settings = on) => ability(settings, scope as Window, gauge);

describe("P10: why a page cannot be shared", () => {
  it("is nothing in a browser that has what it takes", () => {
    expect(obstacleTo(on, modern)).toBeUndefined();
    expect(asked(modern)).toBe("ready");
  });

  it("is the site's no before all else", () => {
    expect(obstacleTo({ cobrowse: false }, {})).toBe("off");
    expect(asked({}, quick, { cobrowse: false })).toBe("off");
  });

  it("is what the browser lacks, by what it can and not by its name", () => {
    for (const name of ["WebSocket", "MutationObserver", "TextDecoder", "AbortController", "ResizeObserver"]) expect(obstacleTo(on, { ...modern, [name]: undefined })).toBe("too_old");
    expect(asked({ ...modern, MutationObserver: undefined })).toBe("too_old");
  });

  it("is that direct connections are blocked, in a browser that is not too old", () => {
    expect(obstacleTo(on, { ...modern, RTCPeerConnection: undefined })).toBe("no_webrtc");
    expect(obstacleTo(on, { ...modern, RTCPeerConnection: { prototype: {} } })).toBe("no_webrtc");
    expect(asked({ ...modern, RTCPeerConnection: undefined })).toBe("too_old");
  });

  it("is a line that is too slow, as the browser or the page itself has measured it", () => {
    expect(asked({ ...modern, navigator: { connection: { effectiveType: "2g" } } })).toBe("slow");
    expect(asked({ ...modern, navigator: { connection: { effectiveType: "3g" } } })).toBe("ready");
    expect(asked(modern, { isSlow: true })).toBe("slow");
  });
});

describe("P10: a line that is too slow", () => {
  it("is one whose median answer is late, after three at least; one late answer is none", () => {
    const gauge = new Gauge();
    gauge.took(9000);
    gauge.took(9000);
    expect(gauge.isSlow).toBe(false);
    gauge.took(9000);
    expect(gauge.isSlow).toBe(true);
    for (let i = 0; i < 3; i++) gauge.took(200);
    expect(gauge.isSlow).toBe(false);
    gauge.took(9000);
    expect(gauge.isSlow).toBe(false);
  });
});
