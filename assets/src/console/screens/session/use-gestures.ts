import { useLayoutEffect, useRef } from "preact/hooks";
import { Gestures, type ScreenPlace } from "./gestures";
import type { PageView } from "./page-view";
import type { ShownPage } from "./viewer";
import { pinchedTo } from "./zoom";

/** What stays where it is when the scale changes: a place of the page, and of the screen. */
interface Kept {
  readonly page: ScreenPlace;
  readonly screen: ScreenPlace;
}

/**
 * M10: the agent's zooming and panning in the room that the page is shown in; `fit` is the scale at which it fits. Returns what to call once the page is shown at another scale: it
 * scrolls the room so that what was zoomed at, or in the middle, stays where it was.
 */
export function useGestures(room: { current: HTMLElement | null }, page: ShownPage, view: PageView, fit: number): (scale: number) => void {
  const fits = useRef(fit);
  fits.current = fit;
  const kept = useRef<Kept | null>(null);
  useLayoutEffect(() => {
    const element = room.current;
    if (!element) return;
    let at: ScreenPlace | null = null;
    const gestures = new Gestures({
      room: element,
      scale: () => page.scale.value,
      zoomTo: (wanted, around) => {
        at = around;
        page.zoom.value = pinchedTo(wanted, fits.current);
        at = null;
      },
      isForHand: () => page.modes.mode.value !== "plain" || page.marking.tool.value !== null,
      scrollPage: (place, byX, byY) => { view.scrollAt(place, byX, byY); },
    });
    // Before anything is drawn anew, by whatever the zoom was changed.
    const stop = page.zoom.subscribe(() => { kept.current = keptAt(view, page.scale.value, at ?? middleOf(element)); });
    kept.current = null;
    return () => {
      stop();
      gestures.stop();
    };
  }, [room, page, view]);
  return (scale) => {
    const { current: held } = kept;
    kept.current = null;
    if (!held) return;
    const box = view.element.getBoundingClientRect();
    room.current?.scrollBy({ left: box.left + held.page.x * scale - held.screen.x, top: box.top + held.page.y * scale - held.screen.y, behavior: "instant" });
  };
}

function keptAt(view: PageView, scale: number, screen: ScreenPlace): Kept {
  const { left, top } = view.element.getBoundingClientRect();
  return { screen, page: { x: (screen.x - left) / scale, y: (screen.y - top) / scale } };
}

function middleOf(element: Element): ScreenPlace {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
