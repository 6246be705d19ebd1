/**
 * The data channels of a link (docs/protocol.md, "The link"). Both sides make them before they exchange descriptions, with these ids, so
 * that none has to be opened in-band: they are open as soon as the association is.
 */

export type ChannelName = "control" | "mirror" | "pointer" | "assets" | "files" | "copies";

export interface ChannelSpec {
  readonly name: ChannelName;
  readonly id: number;
  /** Lossy channels carry one piece per message, in no order, and drop what the network drops: the newest is all that counts. */
  readonly isLossy: boolean;
  /**
   * What a lossy channel's browser could not put on the wire, or not bring across, by then it gives up, in milliseconds. A line that loses packets lets nothing out for
   * up to a second at a time (SCTP's window and time-outs), and what has waited that long is of no use. Without it each message goes out once, however late.
   */
  readonly goodForMs?: number;
  /** The largest message that is taken from the peer, in bytes. */
  readonly maxMessage: number;
  /** Small messages are copied over the `copies` channel (copies.ts). */
  readonly isCopied?: boolean;
}

const MiB = 1024 * 1024;

export const channels: readonly ChannelSpec[] = [
  { name: "control", id: 0, isLossy: false, isCopied: true, maxMessage: 64 * 1024 },
  { name: "mirror", id: 1, isLossy: false, isCopied: true, maxMessage: 64 * MiB },
  { name: "pointer", id: 2, isLossy: true, goodForMs: 100, maxMessage: 1024 },
  { name: "assets", id: 3, isLossy: false, maxMessage: 64 * MiB },
  { name: "files", id: 4, isLossy: false, maxMessage: MiB },
  { name: "copies", id: 5, isLossy: true, maxMessage: 1024 },
];

/** RTCDataChannelInit for a channel. */
export function initOf(spec: ChannelSpec): RTCDataChannelInit {
  const { id, isLossy, goodForMs } = spec;
  return { negotiated: true, id, ordered: !isLossy, ...(isLossy && (goodForMs ? { maxPacketLifeTime: goodForMs } : { maxRetransmits: 0 })) };
}
