import type { ComponentChildren, JSX } from "preact";
import { useApp, useWords } from "../../app";
import type { RemoteEvent } from "../../../act/event";
import type { Snapshot } from "../../session/snapshot";
import { isRunning, type Stage } from "../../session/stage";
import { spanOf } from "../../ui/dates";
import { Button } from "../../ui/controls";
import { Icon } from "../../ui/icon";
import { useNow } from "../../ui/now";
import { MissingParts } from "./missing-parts";
import { ModeTools } from "./mode-tools";
import type { ShownPage } from "./viewer";
import { stepFrom } from "./zoom";

interface ToolbarProps {
  readonly snapshot: Snapshot;
  readonly stage: Stage;
  readonly page: ShownPage;
  readonly act: (event: RemoteEvent) => void;
  readonly chatOpen: boolean;
  readonly onToggleChat: () => void;
  readonly onStop: () => void;
}

/** What is always in sight: where the session stands, and Stop (P8, P9). */
export function Toolbar({ snapshot, stage, page, act, chatOpen, onToggleChat, onStop }: ToolbarProps): JSX.Element {
  const words = useWords();
  return (
    <header class="toolbar">
      <div class="toolbar-state">
        <span class={`pill stage-${stage.kind}`}>{words.stage.short[stage.kind]}</span>
        <h1 class="toolbar-site">{snapshot.siteName || words.nav.home}</h1>
        {stage.kind === "live" && snapshot.liveSince !== null && <Elapsed since={snapshot.liveSince} />}
      </div>
      {stage.kind === "live" && page.painted.value && <ModeTools page={page} act={act} />}
      <div class="toolbar-tools">
        <Button look="quiet" icon="chat" onClick={onToggleChat}>
          {chatOpen ? words.chat.hide : words.chat.show}
          <Unread count={chatOpen ? 0 : snapshot.unread} />
        </Button>
        {isRunning(stage) && <Button look="danger" icon="stop" title={words.view.stopHint} onClick={onStop}>{words.view.stop}</Button>}
      </div>
    </header>
  );
}

export function Unread({ count }: { count: number }): JSX.Element | null {
  const words = useWords();
  if (count === 0) return null;
  return <span class="badge"><span aria-hidden="true">{count > 99 ? "99+" : count}</span><span class="visually-hidden">{words.chat.unread(count)}</span></span>;
}

function Elapsed({ since }: { since: number }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const now = useNow(app.clock);
  return <span class="elapsed" role="timer"><span class="visually-hidden">{words.view.duration}: </span>{spanOf(now - since)}</span>;
}

function ZoomTools({ page }: { page: ShownPage }): JSX.Element {
  const words = useWords();
  const scale = page.scale.value;
  const step = (direction: 1 | -1) => { page.zoom.value = stepFrom(scale, direction); };
  return (
    <div class="zoom" role="group" aria-label={words.view.zoom}>
      <IconButton label={words.view.zoomOut} onClick={() => { step(-1); }}><Icon name="minus" size={18} /></IconButton>
      <output class="zoom-value">{Math.round(scale * 100)} %</output>
      <IconButton label={words.view.zoomIn} onClick={() => { step(1); }}><Icon name="plus" size={18} /></IconButton>
      <button type="button" class="zoom-fit" aria-pressed={page.zoom.value === "fit"} onClick={() => { page.zoom.value = "fit"; }}>
        <Icon name="fit" size={18} /><span>{words.view.fit}</span>
      </button>
      <button type="button" class="zoom-full" aria-pressed={page.zoom.value === 1} onClick={() => { page.zoom.value = 1; }}>100 %</button>
    </div>
  );
}

function IconButton({ label, onClick, children }: { label: string; onClick: () => void; children: ComponentChildren }): JSX.Element {
  return <button type="button" class="zoom-step" aria-label={label} title={label} onClick={onClick}>{children}</button>;
}

/** M10: how the customer looks at their page, for those who do not see the frame around it. */
function SeenPart({ page }: { page: ShownPage }): JSX.Element {
  const { seen: words } = useWords().view;
  const seen = page.seen.value;
  return <span class="status-item seen-part">{seen && <><Icon name={seen.why === "zoomed" ? "plus" : "edit"} size={16} />{seen.why === "zoomed" ? words.zoomed(Math.round(seen.zoom * 10) * 10) : words.keyboard}</>}</span>;
}

/** Below the page: the size of the customer's window, how the page gets here, and how large it is shown. */
export function StatusBar({ snapshot, page }: { snapshot: Snapshot; page: ShownPage }): JSX.Element {
  const words = useWords();
  const size = page.size.value;
  return (
    <footer class="status-bar">
      <span class="status-item">
        <Icon name="screen" size={16} />
        {size === null ? "" : <><strong>{words.view.size(size.width, size.height)}</strong><span class="status-label">{words.view.sizeLabel}</span></>}
      </span>
      {snapshot.path !== null && (
        <span class="status-item" title={words.view.pathHint[snapshot.path]}>
          <Icon name={snapshot.path === "direct" ? "direct" : "relay"} size={16} />
          <strong>{words.view.path[snapshot.path]}</strong>
          <span class="status-label">{words.view.pathHint[snapshot.path]}</span>
        </span>
      )}
      <SeenPart page={page} />
      <MissingParts page={page} />
      {page.painted.value && <ZoomTools page={page} />}
    </footer>
  );
}
