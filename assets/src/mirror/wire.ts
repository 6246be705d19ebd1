/**
 * The vocabulary of the wire, shared by both ends. README.md describes every operation byte by byte; this file is
 * where its numbers live.
 */

/** First byte of every frame. A peer that reads another number speaks another format and is refused. */
export const VERSION = 1;

/** Second byte of a frame. */
export const enum Flag {
  /** The body went through the stream's deflate context. */
  Deflated = 1,
}

/** Operations of a frame's body, customer to agent. Zero ends the body, so a truncated one is noticed. */
export const enum Op {
  End = 0,
  /** The first operation of a stream: which page this is. */
  Begin = 1,
  /** Takes nodes out of their parents. Those not placed again by the end of the frame are forgotten. */
  Detach = 2,
  /** Rewrites a parent's list of children: keep so many, insert these, keep so many … */
  Place = 3,
  Attribute = 4,
  Text = 5,
  /** Replaces a stretch of a text: cheaper than Text for logs that grow. */
  Splice = 6,
  /** What a node is, beyond its markup: value, checked, scroll, sheet … (see Key). */
  State = 7,
  /** The text of a style sheet, by its hash. */
  Sheet = 8,
  Location = 9,
  Viewport = 10,
  /** What has the focus, is hovered or selected. */
  Focus = 11,
  Hover = 12,
  Selection = 13,
  /** Enough has arrived for a first paint. */
  Ready = 14,
  /** The sum over the whole tree at this point of the stream. */
  Check = 15,
  /** The answer to a Query: sums of a node's children, so that the difference can be narrowed down. */
  Sums = 16,
  /** Which assets the agent may ask for (assets.ts). */
  Assets = 17,
  /** What the customer's browser answers to media features that depend on the person or the device. */
  Media = 18,
  /** A frame of another stream: that of a frame element whose document sends its own (nested.ts). */
  Inner = 19,
}

/** Entries of a Place run. */
export const enum Run {
  End = 0,
  /** Leave the next so many children where they are. */
  Keep = 1,
  /** A node the replica knows, detached before. */
  Known = 2,
  /** A new node; its kind (Kind) is added to this number. */
  New = 8,
}

export const enum Kind {
  Document = 0,
  Shadow = 1,
  Text = 2,
  Html = 3,
  Svg = 4,
  Math = 5,
  /** An element of any other namespace, which is then spelled out before its name. */
  Foreign = 6,
}

/** Keys of a node's state. Values travel as text. */
export const enum Key {
  Value = 1,
  /** Bit 0 checked, bit 1 indeterminate. */
  Checked = 2,
  /** Indexes of the selected options, comma-separated. */
  Selected = 3,
  /** "left,top,anchor,y,across,asked": README.md, "Scrolling". */
  Scroll = 4,
  /** "modal", "popover" or "fullscreen" while the element is in the top layer. */
  Layer = 5,
  /** Hash of an owner's style sheet, or "@" and the address the agent's browser is to load. Empty: none applies. */
  Sheet = 6,
  /** Hashes of adopted sheets, comma-separated, on documents and shadow roots. */
  Adopted = 7,
  /** "mode base": 0 standards, 1 quirks, 2 limited quirks; base address. On documents. */
  Page = 8,
  /** "playing,time,rate" of a film or a sound: 1 or 0, seconds, and how many of them pass in one. */
  Media = 9,
  /** An image that stands for the element: hash of an asset. */
  Picture = 10,
  /** Names of the chosen files. */
  Files = 11,
  /** Width and height of a part that is not shown, "width,height" in CSS pixels. */
  Box = 12,
  /** What scripts animate of the element, as JSON (motion.ts). */
  Motion = 13,
  /** How wide the words of a masked text are (widths.ts). */
  Widths = 14,
}

/** Messages from the agent to the customer. Small and never compressed. */
export const enum Ask {
  /** Begin a new stream: this one is lost. */
  Snapshot = 1,
  /** Send this style sheet although it was said to be known. */
  Sheet = 2,
  /** Send the sums of this node's children. */
  Query = 3,
  /** Send this node's children anew. */
  Subtree = 4,
  /** The frame of this stream and number has arrived, and all before it. Said of large frames only (pace.ts). */
  Seen = 5,
  /** A message for the document in a frame element. */
  Inner = 6,
}

/** The document of the page itself always has this id. */
export const ROOT = 1;

export const HTML = "http://www.w3.org/1999/xhtml";
export const SVG = "http://www.w3.org/2000/svg";
export const MATHML = "http://www.w3.org/1998/Math/MathML";

/**
 * Entries of a stream's string table; a new name takes the place of the oldest. Pages have some hundred names, a few have thousands; some make up new ones for hours, which
 * must not fill the memory of two tabs.
 */
export const NAMES = 1 << 12;
/** In place of a number: a name that is spelled out, and does not enter the table. */
export const SPELLED = NAMES + 1;
/** Names of more characters are spelled out each time, so that the table has an end in bytes, too. */
export const NAME_LENGTH = 1 << 10;

/** Bounds that a decoder enforces before it allocates. */
export const Limit = {
  /** Bytes of a frame's body after inflation. */
  body: 48 << 20,
  /** Nodes alive in a replica. */
  nodes: 2_000_000,
  /** Style sheets kept by one session, in characters. */
  sheets: 64 << 20,
} as const;

/** Thrown on anything that the format does not allow. The stream cannot go on after it. */
export class WireError extends Error {
  override readonly name = "WireError";
}

/** Which assets come through the customer's browser. */
export type AssetPolicy = "needed" | "all" | "none";

/** In the order of their numbers on the wire. */
export const POLICIES: readonly AssetPolicy[] = ["needed", "all", "none"];
