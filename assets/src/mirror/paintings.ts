import type { Stage } from "./stage";

/** What is written over a canvas that cannot be shown, in the agent's language. */
export interface PlaceholderWords {
  readonly canvas: string;
  readonly frame: string;
}

/** Pictures that came before their canvas: beyond so many the oldest are given up. */
const MOST_EARLY = 64;

/** By then the browser has decoded a picture, in milliseconds. */
const DECODED = 1000;

interface Painting {
  readonly page: number;
  readonly node: number;
  readonly picture: Blob | "tainted";
}

/** Puts pictures into the canvases that they were taken of. They come over another channel than the page, and may be here first. */
export class Paintings {
  readonly #early = new Map<string, Painting>();

  constructor(private readonly words: PlaceholderWords) {}

  take(painting: Painting, stages: readonly (Stage | null)[]): void {
    const key = `${painting.page} ${painting.node}`;
    this.#early.delete(key);
    this.#early.set(key, painting);
    for (const [oldest] of this.#early) {
      if (this.#early.size <= MOST_EARLY) break;
      this.#early.delete(oldest);
    }
    this.hang(stages);
  }

  /** The stages have gone on: what waited may have its canvas now. */
  hang(stages: readonly (Stage | null)[]): void {
    for (const [key, { page, node, picture }] of this.#early) {
      const canvas = stages.find((stage) => stage?.page === page)?.byId(node)?.node;
      if (canvas === undefined) continue;
      this.#early.delete(key);
      if ((canvas as Element).localName === "canvas") void draw(canvas as HTMLCanvasElement, picture, this.words.canvas);
    }
  }
}

async function draw(canvas: HTMLCanvasElement, picture: Blob | "tainted", label: string): Promise<void> {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const bitmap = picture === "tainted" ? null : await createImageBitmap(picture).catch(() => null);
  if (bitmap === null) placeholder(context, label);
  else {
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
  }
  canvas.toBlob((blob) => { if (blob !== null) show(canvas, blob); });
}

/** In a document that runs no script a canvas is not painted by the browser (HTML, "The canvas element"): its picture stands in for it, in its own size. */
function show(canvas: HTMLCanvasElement, blob: Blob): void {
  const last = /blob:[^"]+/.exec(canvas.style.content)?.[0];
  canvas.style.setProperty("content", `url("${URL.createObjectURL(blob)}")`, "important");
  // The one on screen until now is of no more use once the new one has been decoded.
  if (last !== undefined) window.setTimeout(() => { URL.revokeObjectURL(last); }, DECODED);
}

function placeholder(context: CanvasRenderingContext2D, label: string): void {
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  context.fillStyle = "#8883";
  context.fillRect(0, 0, width, height);
  context.fillStyle = "#666";
  context.font = "13px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(label, width / 2, height / 2, Math.max(1, width - 8));
}
