/** Attributes that name a picture, on the elements that have such. */
export const PICTURES: Readonly<Record<string, readonly string[]>> = {
  img: ["src", "srcset"], source: ["src"], video: ["poster", "src"], audio: ["src"], image: ["href", "http://www.w3.org/1999/xlink xlink:href"], feimage: ["href", "http://www.w3.org/1999/xlink xlink:href"],
  body: ["background"], table: ["background"], td: ["background"], th: ["background"], tr: ["background"],
};
/** Elements whose `src` is a film or a sound, or part of one. */
export const FILM = /^(?:video|audio|source|track)$/;

/** Whether some of the element is within its window. */
export function isInSight(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  const { top, left, bottom, right } = element.getBoundingClientRect();
  return view !== null && bottom >= 0 && right >= 0 && top <= view.innerHeight && left <= view.innerWidth;
}
