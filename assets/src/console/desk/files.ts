import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { MakeFilePeer } from "../../files/file-link";
import type { FileShown } from "../../files/transfer";
import { Transfers, type FileSaid } from "../../files/transfers";
import type { DeskMessage, ToDeskMessage } from "../../shared/wire.gen";

export interface DeskFilesOptions {
  readonly newId: () => string;
  readonly makePeer: MakeFilePeer;
  /** Puts a message on the desk's socket; false when it is not open. */
  readonly send: (message: DeskMessage) => boolean;
  /** Somebody offers a file. */
  readonly onOffered: (conversation: string) => void;
}

/** The files of all conversations of this window (C7). They go on while another conversation, or another screen, is looked at. */
export class DeskFiles {
  readonly #options: DeskFilesOptions;
  readonly #open = new Map<string, { readonly transfers: Transfers; readonly shown: Signal<readonly FileShown[]> }>();

  constructor(options: DeskFilesOptions) {
    this.#options = options;
    globalThis.addEventListener?.("pagehide", () => { this.leave(); });
  }

  shown(conversation: string): ReadonlySignal<readonly FileShown[]> {
    return this.#of(conversation).shown;
  }

  of(conversation: string): Transfers {
    return this.#of(conversation).transfers;
  }

  /** Takes what has to do with files; false for everything else. */
  receive(message: ToDeskMessage): boolean {
    switch (message.type) {
      case "file_offered":
        this.of(message.conversation).receive(message);
        this.#options.onOffered(message.conversation);
        return true;
      case "file_ice":
      case "file_sdp":
      case "file_candidate":
      case "file_ended":
        this.of(message.conversation).receive(message);
        return true;
      default:
        return false;
    }
  }

  /** True where it was about a file. */
  fault(ref: string | undefined, code: string): boolean {
    for (const { transfers } of this.#open.values()) {
      if (!transfers.shown.some(({ id }) => id === ref)) continue;
      transfers.fault(ref, code);
      return true;
    }
    return false;
  }

  opened(): void {
    for (const { transfers } of this.#open.values()) transfers.opened();
  }

  leave(): void {
    for (const { transfers } of this.#open.values()) transfers.leave();
    this.#open.clear();
  }

  #of(conversation: string): { readonly transfers: Transfers; readonly shown: Signal<readonly FileShown[]> } {
    const there = this.#open.get(conversation);
    if (there) return there;
    const shown = signal<readonly FileShown[]>([]);
    const transfers: Transfers = new Transfers({
      newId: this.#options.newId,
      makePeer: this.#options.makePeer,
      send: (message: FileSaid) => this.#options.send({ ...message, conversation }),
      // What arrived is a line of the conversation by now.
      onChange: () => { shown.value = transfers.shown.filter(({ ending }) => ending !== "sent"); },
    });
    const made = { transfers, shown };
    this.#open.set(conversation, made);
    return made;
  }
}
