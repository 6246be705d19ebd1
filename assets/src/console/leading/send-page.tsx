import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import { wordsFor } from "../refusal-words";
import type { CoBrowse } from "../session/cobrowse";
import { Button, Notice, Skeleton } from "../ui/controls";
import { Dialog } from "../ui/dialog";
import { useLoaded } from "../ui/loading";
import { shortAddress } from "./address";

/** I11: sends a page of the administrator's list in the chat. Not there where no site has such a list. */
export function SendPage({ session, disabled }: { session: CoBrowse; disabled: boolean }): JSX.Element | null {
  const words = useWords().leading;
  const [open, setOpen] = useState(false);
  const sites = useApp().me.value?.sites ?? [];
  if (!sites.some(({ pages }) => pages.length > 0)) return null;
  return (
    <>
      <Button look="quiet" icon="pages" disabled={disabled} onClick={() => { setOpen(true); }}>{words.sendPage}</Button>
      {open && <PageChoice session={session} onClose={() => { setOpen(false); }} />}
    </>
  );
}

/** The list of the site that the customer is on, which is known since they gave the code. */
function PageChoice({ session, onClose }: { session: CoBrowse; onClose: () => void }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const { loaded } = useLoaded(() => app.api.pairing(session.id));
  const site = loaded.kind === "there" ? app.me.value?.sites.find(({ id }) => id === loaded.value.site_id) : undefined;
  return (
    <Dialog title={words.leading.sendPage} onClose={onClose} actions={<Button onClick={onClose}>{words.common.cancel}</Button>}>
      <p class="muted">{words.leading.sendPageText}</p>
      {loaded.kind === "loading" && <Skeleton lines={2} label={words.common.loading} />}
      {loaded.kind === "refused" && <Notice tone="error">{wordsFor(loaded.error, words)}</Notice>}
      {loaded.kind === "there" && (site?.pages.length ?? 0) === 0 && <p>{words.leading.sendPageNone}</p>}
      <ul role="list">
        {site?.pages.map(({ url, label }) => (
          <li key={url} class="page-row">
            <button type="button" class="page-row-main" onClick={() => {
              session.talk.sendPage({ url, label });
              onClose();
            }}>
              <span class="page-row-label" dir="auto">{label}</span>
              <span class="page-row-address" dir="ltr">{shortAddress(url)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
