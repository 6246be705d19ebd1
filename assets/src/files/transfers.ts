import { Backoff } from "../link/backoff";
import {
  MAX_FILE, type VisitorFileAccept, type VisitorFileCandidate, type VisitorFileDescription, type VisitorFileEnd, type VisitorFileEnded, type VisitorFileICE,
  type VisitorFileOffer, type VisitorFileOffered,
} from "../shared/wire.gen";
import { Delivery, type DeliveryWorld } from "./delivery";
import type { FileShown } from "./transfer";

/** What a browser says to the server about files; the desk's socket adds the conversation. */
export type FileSaid = VisitorFileOffer | VisitorFileAccept | VisitorFileDescription | VisitorFileCandidate | VisitorFileEnd;
/** What the server says. */
export type FileHeard = VisitorFileOffered | VisitorFileICE | VisitorFileDescription | VisitorFileCandidate | VisitorFileEnded;

export type FilesWorld = Omit<DeliveryWorld, "backoff">;

/** A new connection is asked for after this at first, and no later than that; in milliseconds. */
const firstRetryMs = 300;
const maxRetryMs = 5000;

/**
 * The files of one conversation, on one side of it (C7): those that this person offers and those that are offered to them. Free of any view and
 * of any socket: the owner brings what the server says, and passes on what is said to it.
 */
export class Transfers {
  readonly #world: FilesWorld;
  readonly #deliveries = new Map<string, Delivery>();

  constructor(world: FilesWorld) {
    this.#world = world;
  }

  get shown(): readonly FileShown[] {
    return [...this.#deliveries.values()].map((each) => each.shown);
  }

  /** Offers a file; one that cannot be sent is shown with the reason. */
  offer(file: File): void {
    const delivery = this.#add({ id: this.#world.newId(), name: file.name, size: file.size, from: "" }, file);
    if (file.size > MAX_FILE) delivery.end("too_large");
    else if (file.size === 0) delivery.end("empty");
    else delivery.ask();
  }

  accept(id: string): void {
    this.#deliveries.get(id)?.accept();
  }

  decline(id: string): void {
    this.#deliveries.get(id)?.sayEnd("declined");
    this.dismiss(id);
  }

  cancel(id: string): void {
    this.#deliveries.get(id)?.sayEnd("cancelled");
  }

  /** The person has seen what became of it. */
  dismiss(id: string): void {
    this.#deliveries.get(id)?.close();
    this.#deliveries.delete(id);
    this.#world.onChange();
  }

  receive(message: FileHeard): void {
    const delivery = this.#deliveries.get(message.id);
    if (message.type === "file_offered") {
      if (delivery) delivery.offeredAgain();
      else this.#add({ id: message.id, name: message.name, size: message.size, from: message.from_name }, undefined);
      this.#world.onChange();
    } else if (message.type === "file_ended" && (message.outcome === "elsewhere" || delivery?.shown.stage === "asked")) this.dismiss(message.id);
    else delivery?.receive(message);
  }

  /** The server refused what was said under this id. */
  fault(id: string | undefined, code: string): void {
    const delivery = this.#deliveries.get(id ?? "");
    if (delivery?.isOpen) delivery.end(code === "no_right" ? "no_right" : code === "too_fast" ? "too_many" : "refused");
  }

  /** The socket is open, for the first time or again. */
  opened(): void {
    for (const delivery of this.#deliveries.values()) delivery.opened();
  }

  /** The page goes: what is on its way cannot be finished, and the other side need not wait. */
  leave(): void {
    for (const delivery of this.#deliveries.values()) {
      if (delivery.isOpen) delivery.sayEnd("lost");
      delivery.close();
    }
    this.#deliveries.clear();
  }

  #add(what: Pick<FileShown, "id" | "name" | "size" | "from">, file: Blob | undefined): Delivery {
    const delivery = new Delivery(what, file, { ...this.#world, backoff: new Backoff(firstRetryMs, maxRetryMs) });
    this.#deliveries.set(what.id, delivery);
    return delivery;
  }
}
