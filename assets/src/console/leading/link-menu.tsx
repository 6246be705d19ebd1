import type { JSX } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import type { ShownPage } from "../screens/session/viewer";
import { Icon } from "../ui/icon";
import { FavouriteDialog, type FavouriteAsked } from "./favourite-dialog";
import { MenuBody, type Tab } from "./menu-body";
import { Preview } from "./preview";
import { keepsShared, type Leading } from "./use-leading";

/** Opens and closes the menu from anywhere on the screen. No letter with Alt or Ctrl: those are the hand's. */
const menuKey = "F2";

/** A page is previewed for this window while the customer's is not known. */
const usualSize = { width: 1280, height: 800 };

/** I9: the pull tab at the side of the page, and the menu behind it. */
export function LinkMenu({ page, leading }: { page: ShownPage; leading: Leading }): JSX.Element {
  const app = useApp();
  const words = useWords().leading;
  const [open, setOpen] = useState(false);
  const [tab, setTab] = useState<Tab>("links");
  const [asked, setAsked] = useState<FavouriteAsked | null>(null);
  const [previewed, setPreviewed] = useState<string | null>(null);
  const puller = useRef<HTMLButtonElement>(null);
  const around = useRef<HTMLDivElement>(null);
  const close = useCallback(() => {
    if (around.current?.contains(document.activeElement)) puller.current?.focus();
    setOpen(false);
  }, []);
  useMenuKey(() => {
    if (open) close();
    else setOpen(true);
  });
  useEffect(() => {
    // What a dialog gave the focus back to may be gone with what was removed.
    if (open && asked === null && document.activeElement === document.body) around.current?.querySelector<HTMLElement>(".menu-search input")?.focus();
  }, [open, asked]);
  useEffect(() => { if (open) void leading.favourites.load(); }, [open, leading]);
  return (
    <div class={`link-menu${open ? " open" : ""}`} ref={around}
      onKeyDown={(event) => {
        // A dialog of the menu has its own way out.
        if (event.key !== "Escape" || event.defaultPrevented || asked !== null || previewed !== null) return;
        event.stopPropagation();
        close();
      }}>
      {open && (
        <aside class="link-menu-panel" id="link-menu" aria-label={words.menu}>
          <MenuBody page={page} leading={leading} tab={tab} onTab={setTab} onAsk={setAsked} onPreview={setPreviewed}
            onGo={(url) => {
              leading.leader.go(url);
              close();
            }} />
        </aside>
      )}
      <button type="button" ref={puller} class="link-menu-puller" aria-expanded={open} aria-controls={open ? "link-menu" : undefined} aria-keyshortcuts={menuKey} title={`${words.menuHint} (${menuKey})`}
        onClick={() => { if (open) close(); else setOpen(true); }}>
        <Icon name={open ? "close" : "pages"} size={18} /><span>{words.menu}</span><kbd>{menuKey}</kbd>
      </button>
      {asked !== null && <FavouriteDialog asked={asked} favourites={leading.favourites} mayShare={keepsShared(app.me.value)} onClose={() => { setAsked(null); }} />}
      {previewed !== null && <Preview url={previewed} size={page.size.value ?? usualSize} may={leading.leader.mayLead.value} onClose={() => { setPreviewed(null); }}
        onGo={(url) => {
          setPreviewed(null);
          leading.leader.go(url);
          close();
        }} />}
    </div>
  );
}

function useMenuKey(pressed: () => void): void {
  const latest = useRef(pressed);
  latest.current = pressed;
  // As soon as the key can be read on the screen.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== menuKey || event.repeat || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current();
    };
    // Before the hand, which would press it in the customer's page.
    window.addEventListener("keydown", listen, { capture: true });
    return () => { window.removeEventListener("keydown", listen, { capture: true }); };
  }, []);
}
