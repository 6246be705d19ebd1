/** The `files` channel of a link that is up. The two halves of a file do not care whose link it is. */
export interface FileChannel {
  /** The memory of the message belongs to the channel from now on. */
  readonly send: (message: Uint8Array) => void;
}
