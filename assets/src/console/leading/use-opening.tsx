import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import { Button } from "../ui/controls";
import { Icon } from "../ui/icon";
import { openWindow, showIn, viewerFor } from "./opening";

/** Opens sessions where they are to be opened, and knows of one whose window was blocked. */
export interface Opening {
  /** Asks for a session and shows it. Called by a click; what it throws is for the button's notice. */
  readonly start: (siteId: string | null) => Promise<void>;
  /** Shows one that is there. Called by a click. */
  readonly show: (id: string) => void;
  /** The session that waits for a window. */
  readonly blocked: string | null;
  readonly forget: () => void;
}

export function useOpening(): Opening {
  const app = useApp();
  const [blocked, setBlocked] = useState<string | null>(null);
  const put = (id: string, opened: Window | null, isHere: boolean) => {
    setBlocked(null);
    if (isHere) app.go({ screen: "session", id });
    else if (opened && !opened.closed) showIn(opened, id, globalThis.location.origin);
    else setBlocked(id);
  };
  const viewer = (siteId: string | null) => viewerFor(app.preferences.viewer.value, app.me.value?.sites ?? [], siteId);
  return {
    blocked,
    forget: () => { setBlocked(null); },
    show: (id) => { put(id, openWindow(viewer(null)), viewer(null) === "console"); },
    start: async (siteId) => {
      const where = viewer(siteId);
      const opened = openWindow(where);
      try {
        put((await app.startPairing(siteId)).id, opened, where === "console");
      } catch (error) {
        opened?.close();
        throw error;
      }
    },
  };
}

/** I13: the browser has blocked the window: why, and two ways on. */
export function BlockedNotice({ opening }: { opening: Opening }): JSX.Element | null {
  const app = useApp();
  const words = useWords().leading;
  const { blocked } = opening;
  if (blocked === null) return null;
  return (
    <div class="notice error blocked" role="alert">
      <Icon name="alert" />
      <div class="notice-text">
        <strong>{words.blockedTitle}</strong>
        <span>{words.blockedText}</span>
        <div class="blocked-actions">
          <Button look="primary" onClick={() => { opening.show(blocked); }}>{words.blockedAgain}</Button>
          <Button onClick={() => {
            opening.forget();
            app.go({ screen: "session", id: blocked });
          }}>{words.blockedHere}</Button>
        </div>
      </div>
    </div>
  );
}
