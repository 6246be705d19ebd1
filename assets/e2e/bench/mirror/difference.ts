// Runs in the agent's page: how far two pictures are from each other.

/** A pixel differs when one of its colours does by more than this, of 255. */
const VISIBLE = 16;

export interface Difference {
  /** The part of all pixels that differ visibly, in per cent. */
  readonly part: number;
  /** The smallest box around them, in CSS pixels; null when there are none. */
  readonly box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } | null;
  /** The first picture, pale, with every differing pixel in red: PNG, base64. */
  readonly picture: string;
}

async function read(picture: string): Promise<ImageData> {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  if (context === null) throw new Error("no canvas to read a picture with");
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

async function written(image: ImageData): Promise<string> {
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** Compares two pictures (PNG, base64) as far as both go: Firefox leaves a page's own scroll bars out of its picture, but not those of the frame that the copy is in. */
export async function difference(...pictures: readonly [string, string]): Promise<Difference> {
  const [a, b] = await Promise.all([read(pictures[0]), read(pictures[1])]);
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  const marked = new ImageData(width, height);
  const box = { left: width, top: height, right: 0, bottom: 0 };
  let differing = 0;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    const colours = (image: ImageData): number[] => [0, 1, 2].map((channel) => image.data[(y * image.width + x) * 4 + channel] ?? 0);
    const [ours, theirs] = [colours(a), colours(b)];
    const differs = ours.some((colour, channel) => Math.abs(colour - (theirs[channel] ?? 0)) > VISIBLE);
    marked.data.set(differs ? [220, 0, 0, 255] : [...ours.map((colour) => 191 + colour / 4), 255], (y * width + x) * 4);
    if (!differs) continue;
    differing++;
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x + 1);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y + 1);
  }
  return { part: differing * 100 / (width * height), box: differing === 0 ? null : box, picture: await written(marked) };
}
