import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { IssuedToken, Token } from "../api";
import { useApp, useWords } from "../app";
import { dateOf } from "../ui/dates";
import { Button, CopyButton } from "../ui/controls";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/fields";
import { useLoaded, useTask } from "../ui/loading";
import { AddDialog, AdminList, Remove } from "./admin-list";
import { Page } from "./page";

/** API tokens: made, shown once, listed, revoked. */
export function Tokens(): JSX.Element {
  const app = useApp();
  const words = useWords();
  const { loaded, reload } = useLoaded(() => app.api.tokens());
  const [adding, setAdding] = useState(false);
  const [issued, setIssued] = useState<IssuedToken | null>(null);
  return (
    <Page title={words.tokens.title} lead={words.tokens.lead}
      action={<Button look="primary" icon="plus" onClick={() => { setAdding(true); }}>{words.tokens.add}</Button>}>
      <AdminList loaded={loaded} reload={reload} icon="key" none={words.tokens.none} noneText={words.tokens.noneText}>
        {(token) => <TokenItem token={token} onRemoved={reload} />}
      </AdminList>
      {adding && <AddToken onClose={() => { setAdding(false); }} onAdded={(token) => { setAdding(false); setIssued(token); reload(); }} />}
      {issued && <NewToken token={issued} onClose={() => { setIssued(null); }} />}
    </Page>
  );
}

function TokenItem({ token, onRemoved }: { token: Token; onRemoved: () => void }): JSX.Element {
  const app = useApp();
  const words = useWords();
  return (
    <div class="item-head">
      <div class="item-main">
        <h2>{token.name}</h2>
        <p>{words.common.added(dateOf(token.created_at, app.preferences.locale.value))}</p>
      </div>
      <Remove title={words.tokens.removeTitle(token.name)} text={words.tokens.removeText} word={words.tokens.revoke}
        remove={async () => { await app.api.removeToken(token.id); onRemoved(); }} />
    </div>
  );
}

function AddToken({ onClose, onAdded }: { onClose: () => void; onAdded: (token: IssuedToken) => void }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const task = useTask();
  const submit = () => {
    setTried(true);
    if (name.trim() === "") return;
    task.run(async () => { onAdded(await app.api.addToken(name.trim())); });
  };
  return (
    <AddDialog title={words.tokens.add} submit={words.tokens.add} busy={task.busy} error={task.error} onSubmit={submit} onClose={onClose}>
      <TextField label={words.common.name} value={name} onInput={setName} maxLength={80} hint={words.tokens.nameHint}
        error={tried && name.trim() === "" ? words.errors.badName : null} />
    </AddDialog>
  );
}

function NewToken({ token, onClose }: { token: IssuedToken; onClose: () => void }): JSX.Element {
  const words = useWords();
  const example = `curl -X POST ${globalThis.location.origin}/api/v1/pairings \\\n  -H "Authorization: Bearer ${token.token}" \\\n  -H "Content-Type: application/json" -d "{}"`;
  return (
    <Dialog title={words.tokens.newTitle} onClose={onClose} actions={<Button look="primary" onClick={onClose}>{words.tokens.done}</Button>}>
      <p>{words.tokens.newText}</p>
      <div class="secret">
        <code>{token.token}</code>
        <CopyButton text={token.token} />
      </div>
      <details class="snippet">
        <summary>{words.tokens.example}</summary>
        <div class="snippet-body"><pre tabIndex={0} role="region" aria-label={words.tokens.example}><code>{example}</code></pre></div>
      </details>
    </Dialog>
  );
}
