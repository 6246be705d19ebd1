import type { FileOutcome } from "../shared/wire.gen";
import type { FileKind } from "./sniff";

/** Where a file stands: asked for, or asking; being connected; on its way; waiting for a lost link; taken and not saved yet; over. */
export type FileStage = "asked" | "asking" | "connecting" | "moving" | "paused" | "here" | "over";

/** Why a file is over: the other side's or the server's word, or what was found here before anything was sent. */
export type FileEnding = FileOutcome | "too_large" | "empty" | "no_right" | "too_many" | "refused" | "unreadable";

/** A file as a screen shows it. A new object at every change. */
export interface FileShown {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** From this browser to the other. */
  readonly isOutgoing: boolean;
  /** Who offers it, where it is not outgoing. */
  readonly from: string;
  readonly stage: FileStage;
  /** Bytes that are at the taker's. */
  readonly moved: number;
  readonly ending?: FileEnding;
  /** What came, once all of it is here. */
  readonly taken?: Taken;
}

/** A file that came, as it may be saved: what it is by its bytes, under a name that is safe, of a type that no browser shows. */
export interface Taken {
  readonly blob: Blob;
  readonly name: string;
  readonly kind: FileKind;
}
