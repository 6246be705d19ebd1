/** The `files` channel of a link that is up, whichever link it is: a co-browse's, or one that was made for a file. */
export interface FileChannel {
  /** The memory of the message belongs to the channel from now on. */
  readonly send: (message: Uint8Array) => void;
}
