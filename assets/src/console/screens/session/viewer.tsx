import { signal, type Signal } from "@preact/signals";
import type { Holder, Refusal } from "../../../act/outcome";
import type { JSX } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { useApp, useWords } from "../../app";
import type { Missing, PlaceholderWords } from "../../../mirror/replica";
import type { CoBrowse } from "../../session/cobrowse";
import { Marking } from "../../hand/marking";
import { Modes } from "../../hand/modes";
import { AddressBar } from "../../leading/address-bar";
import type { Leader } from "../../leading/leader";
import type { Grant, Tabs } from "../../session/edges";
import { HoldNote } from "./hold-note";
import { MarkStrip } from "./mark-tools";
import { PageView } from "./page-view";
import type { Seen } from "./seen";
import { TabStrip } from "./tab-strip";
import { TabTitles } from "./tab-titles";
import { useGestures } from "./use-gestures";
import { isPhone, scaleOf, type Size, type Zoom } from "./zoom";

/** What is known of the page that is shown; the tool bar reads it too. */
export interface ShownPage {
  readonly size: Signal<Size | null>;
  /** The part of it that the customer sees; null for all. */
  readonly seen: Signal<Seen | null>;
  readonly location: Signal<{ readonly url: string; readonly title: string } | null>;
  readonly painted: Signal<boolean>;
  /** What of the page is not shown, and why. */
  readonly missing: Signal<readonly Missing[]>;
  readonly zoom: Signal<Zoom>;
  /** What the zoom comes to in the room there is. */
  readonly scale: Signal<number>;
  /** What the customer allows, and what the agent's hand does with it. */
  readonly grants: Signal<readonly Grant[]>;
  readonly modes: Modes;
  /** Whether both scroll together. */
  readonly linked: Signal<boolean>;
  /** The page as it is shown; null while no viewer is there. */
  readonly view: Signal<PageView | null>;
  /** Drawing on the page. */
  readonly marking: Marking;
  /** Whose input counts in the customer's page. */
  readonly held: Signal<Holder>;
  /** Why the last thing that the hand tried did not happen. */
  readonly note: Signal<Refusal | "asking" | null>;
}

export function newShownPage(): ShownPage {
  const grants = signal<readonly Grant[]>([]);
  const hand = { grants, modes: new Modes(grants), linked: signal(true), marking: new Marking(grants), held: signal<Holder>("both"), note: signal(null) };
  return { ...hand, size: signal(null), seen: signal(null), location: signal(null), painted: signal(false), missing: signal([]), view: signal(null), zoom: signal("fit"), scale: signal(1) };
}

/** Around the picture: the frame's own border and address bar, in CSS pixels; as in viewer.css. */
const windowEdge: Size = { width: 2, height: 42 };
const phoneEdge: Size = { width: 22, height: 88 };
/** The strip of tabs above the address bar. */
const stripHeight = 34;
/** Between the frame and the edge of the room. */
const margin = 16;

/** The customer's page in its frame (M10): a window with an address bar, or a phone. */
export function Viewer({ session, page, leader, tabs, dimmed }: { session: CoBrowse; page: ShownPage; leader: Leader; tabs: Tabs | null; dimmed: boolean }): JSX.Element {
  const customer = useCustomerName(session.id);
  const words = useWords();
  const holder = useRef<HTMLDivElement>(null);
  const room = useRoom();
  const titles = useMemo(() => new TabTitles(), [session]);
  const view = usePageView(session, page, leader, titles, customer, words.view.frame, words.missing.placeholders, holder);
  useLayoutEffect(() => { if (tabs) titles.isIn(tabs.here); }, [titles, tabs]);
  const size = page.size.value ?? { width: 1280, height: 800 };
  const phone = isPhone(size);
  const strip = tabs && tabs.tabs.length > 1 && !phone ? tabs : null;
  const edge = phone ? phoneEdge : { width: windowEdge.width, height: windowEdge.height + (strip ? stripHeight : 0) };
  const space = { width: room.size.value.width - edge.width - 2 * margin, height: room.size.value.height - edge.height - 2 * margin };
  const scale = scaleOf(page.zoom.value, size, space);
  const kept = useGestures(room.ref, page, view, scaleOf("fit", size, space));
  useLayoutEffect(() => {
    page.scale.value = scale;
    view.element.style.transform = `scale(${String(scale)})`;
    view.element.style.setProperty("--inverse", String(1 / scale));
    view.element.style.width = `${String(size.width)}px`;
    view.element.style.height = `${String(size.height)}px`;
    kept(scale);
  }, [view, page, scale, size.width, size.height]);
  return (
    <div class="viewer" ref={room.ref} tabIndex={page.painted.value ? 0 : -1} role="region" aria-label={words.view.label}>
      <div class={`device ${phone ? "phone" : "window"}${dimmed ? " dimmed" : ""}${page.painted.value ? "" : " unseen"}`}>
        {strip && <TabStrip tabs={strip} titles={titles.all} />}
        <AddressBar location={page.location.value} leader={leader} />
        <div class={`screen hand-${page.modes.mode.value}`} ref={holder} style={{ width: `${String(Math.round(size.width * scale))}px`, height: `${String(Math.round(size.height * scale))}px` }} />
      </div>
      <HandNote page={page} />
      <HoldNote page={page} act={(event) => { session.act(event); }} />
      <MarkStrip page={page} />
    </div>
  );
}

/** How long a note about the hand stays, in milliseconds. */
const noteMs = 5000;

/** V6: what did not happen, and why, in a quiet line. */
function HandNote({ page }: { page: ShownPage }): JSX.Element {
  const words = useWords().hand;
  const note = page.note.value;
  useEffect(() => {
    if (note === null) return;
    const timer = setTimeout(() => { page.note.value = null; }, noteMs);
    return () => { clearTimeout(timer); };
  }, [note, page]);
  return <p class="hand-note" role="status">{note === null ? "" : words.notes[note]}</p>;
}

/** How much room there is, followed as it changes. */
function useRoom(): { ref: { current: HTMLDivElement | null }; size: Signal<Size> } {
  const ref = useRef<HTMLDivElement>(null);
  const size = useMemo(() => signal<Size>({ width: 0, height: 0 }), []);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => { size.value = { width: element.clientWidth, height: element.clientHeight }; };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => { observer.disconnect(); };
  }, [size]);
  return { ref, size };
}

/** Who the customer is, where there is a conversation with them. Asked whenever it is shown, for names come late. */
function useCustomerName(session: string): () => string {
  const { desk } = useApp();
  const { customer } = useWords().hand;
  return useCallback(() => [...desk.conversations.value.values()].find((each) => each.session === session)?.name || customer, [desk, session, customer]);
}

/** One view per session, in the holder for as long as the viewer is there. */
function usePageView(session: CoBrowse, page: ShownPage, leader: Leader, titles: TabTitles, customer: () => string, label: string, placeholders: PlaceholderWords, holder: { current: HTMLDivElement | null }): PageView {
  const view = useMemo(() => new PageView(document, label, placeholders, {
    onSize: (size) => { if (size.width !== page.size.value?.width || size.height !== page.size.value.height) page.size.value = size; },
    onSeen: (seen) => { page.seen.value = seen; },
    onLocation: (location) => {
      if (location.url !== page.location.value?.url) leader.reset();
      page.location.value = location;
      titles.isCalled(location.title);
    },
    onPaint: () => { page.painted.value = true; },
    sendMirror: (message) => { session.sendMirror(message); },
    sendAsset: (message) => { session.sendAsset(message); },
    onMissing: (missing) => { page.missing.value = missing; },
    modes: page.modes,
    grants: () => page.grants.value,
    act: (event) => session.act(event),
    sendPointer: (frame) => { session.sendPointer(frame); },
    marking: page.marking,
    customer,
    onHeld: (by) => { page.held.value = by; },
    onUnlinked: () => { page.linked.value = false; },
    onNote: (why) => { page.note.value = why; },
    onOutcome: (outcome) => leader.outcome(outcome),
  }), [session, page, leader]);
  useLayoutEffect(() => {
    holder.current?.append(view.element);
    session.watch({
      ...view.feed,
      onConnected: () => {
        titles.connected();
        view.feed.onConnected();
      },
    });
    page.view.value = view;
    return () => {
      page.view.value = null;
      session.watch(null);
      view.destroy();
    };
  }, [session, page, view, holder]);
  const linked = page.linked.value;
  useEffect(() => { view.hand.scrolling.link(linked); }, [view, linked]);
  return view;
}
