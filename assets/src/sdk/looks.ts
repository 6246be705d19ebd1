/**
 * looks.js: what the site's administrator decided about the chat (web/openapi.yaml, SdkDesk), put on the entry button. Loaded after the page.
 */
import { isKnown } from "./desk/known";
import { paint } from "./paint";
import type { Settings } from "./settings";
import type { Surface } from "./surface";

interface SdkDesk {
  readonly chat: boolean;
  readonly presence: boolean;
  readonly label: string;
  readonly icon: string;
  readonly colour: string;
  readonly corner: string;
}

/** What the loader has to know of it. */
export interface Looks {
  readonly chat: boolean;
  /** The button's words, where they are not the usual ones. */
  readonly label: string | undefined;
  /** The desk is to be told of this page, or may have something for it. */
  readonly isVisit: boolean;
}

/** Asks the server and paints the button. Undefined where the server cannot say: then everything is as without a chat. */
export async function look(settings: Settings, surface: Surface): Promise<Looks | undefined> {
  const { base, siteKey, lang } = settings;
  const reply = await fetch(`${base}api/v1/sdk/desk?key=${encodeURIComponent(siteKey)}&language=${encodeURIComponent(lang.slice(0, 35))}`, { credentials: "omit" });
  if (!reply.ok) return undefined;
  const desk = (await reply.json()) as SdkDesk;
  if (desk.chat) paint(desk, settings, surface);
  return {
    chat: desk.chat,
    label: desk.chat ? (settings.label ?? (desk.label || "Chat")) : undefined, // the same word in both languages
    isVisit: desk.presence || (desk.chat && isKnown(settings)),
  };
}
