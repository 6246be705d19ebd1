/** files.js: files between the visitor's page and the agent's console (C7). Loaded by visit.js with the first of them. */
import { save } from "../../../files/save";
import type { FileShown } from "../../../files/transfer";
import { Transfers, type FileHeard, type FileSaid } from "../../../files/transfers";
import { fileWordsFor } from "../../../files/words/words";
import { bothSay } from "../../../link/control";
import { Peer } from "../../../link/peer";
import { jsonCodec } from "../../../shared/json";
import type { Surface } from "../../surface";
import { randomId } from "../random-id";
import { FileCard } from "./file-card";
import filesCss from "./files.css?inline";

export interface FilesOptions {
  readonly surface: Surface;
  /** Where the chat shows them. */
  readonly place: HTMLElement;
  readonly lang: string;
  /** Puts a message on the visitor's socket; false when it is not open. */
  readonly send: (message: FileSaid) => boolean;
  /** How many files wait for the person's answer. */
  readonly onAsked: (count: number) => void;
}

export function mountFiles(options: FilesOptions): FilesPart {
  return new FilesPart(options);
}

/** The files of the visitor's conversation, in the chat's window. */
export class FilesPart {
  readonly #options: FilesOptions;
  readonly #transfers: Transfers;
  readonly #cards = new Map<string, FileCard>();
  #lang: string;

  constructor(options: FilesOptions) {
    this.#options = options;
    this.#lang = options.lang;
    options.surface.addStyles(filesCss);
    this.#transfers = new Transfers({
      send: options.send,
      newId: randomId,
      makePeer: (setup, events) => new Peer({ ...setup, json: jsonCodec, saying: bothSay }, events),
      onChange: () => { this.#show(); },
    });
    this.#show();
  }

  offer(files: readonly File[]): void {
    for (const file of files) this.#transfers.offer(file);
  }

  receive(message: FileHeard): void {
    this.#transfers.receive(message);
  }

  fault(ref: string | undefined, code: string): void {
    this.#transfers.fault(ref, code);
  }

  opened(): void {
    this.#transfers.opened();
  }

  /** The page goes. */
  leave(): void {
    this.#transfers.leave();
  }

  setLanguage(lang: string): void {
    this.#lang = lang;
    this.#cards.clear();
    this.#show();
  }

  #show(): void {
    const words = fileWordsFor(this.#lang);
    const { place, onAsked } = this.#options;
    // What arrived is a line of the conversation by now.
    const shown = this.#transfers.shown.filter(({ ending }) => ending !== "sent");
    for (const id of this.#cards.keys()) if (!shown.some((each) => each.id === id)) this.#cards.delete(id);
    const cards = shown.map((each) => this.#card(each).element);
    place.setAttribute("aria-label", words.title);
    place.hidden = cards.length === 0;
    if (cards.length !== place.children.length || cards.some((card, at) => place.children[at] !== card)) place.replaceChildren(...cards);
    onAsked(shown.filter(({ stage }) => stage === "asked").length);
  }

  #card(shown: FileShown): FileCard {
    const there = this.#cards.get(shown.id);
    if (there) {
      there.show(shown);
      return there;
    }
    const made = new FileCard(shown, fileWordsFor(this.#lang), {
      accept: (id) => { this.#transfers.accept(id); },
      decline: (id) => { this.#transfers.decline(id); },
      cancel: (id) => { this.#transfers.cancel(id); },
      dismiss: (id) => { this.#transfers.dismiss(id); },
      save: (id) => {
        const taken = this.#transfers.shown.find((each) => each.id === id)?.taken;
        if (taken) save(taken);
      },
    });
    this.#cards.set(shown.id, made);
    return made;
  }
}
