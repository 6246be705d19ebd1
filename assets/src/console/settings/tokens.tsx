import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import { wordsFor } from "../refusal-words";
import { AddDialog } from "../ui/add-dialog";
import { Button, CopyButton, Empty, Notice, Skeleton } from "../ui/controls";
import { dateOf } from "../ui/dates";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/fields";
import { useLoaded, useTask } from "../ui/loading";
import type { IssuedToken, Token } from "./api";
import { useSettingsWords, useStore } from "./context";
import { Remove } from "./remove";
import { RowText } from "./section";

/** API tokens: made, shown once, listed, revoked. */
export function Tokens(): JSX.Element {
  const { api } = useStore();
  const words = useWords();
  const { tokens: said } = useSettingsWords();
  const { loaded, reload } = useLoaded(() => api.tokens());
  const [adding, setAdding] = useState(false);
  const [issued, setIssued] = useState<IssuedToken | null>(null);
  return (
    <div class="settings-alone">
      <header class="settings-head">
        <div><h2>{said.title}</h2><p class="muted">{said.lead}</p></div>
        <Button look="primary" icon="plus" onClick={() => { setAdding(true); }}>{said.add}</Button>
      </header>
      {loaded.kind === "loading" && <Skeleton lines={3} label={words.common.loading} />}
      {loaded.kind === "refused" && <Notice tone="error" action={<Button onClick={reload}>{words.common.retry}</Button>}>{wordsFor(loaded.error, words)}</Notice>}
      {loaded.kind === "there" && (loaded.value.length === 0
        ? <Empty icon="key" title={said.none}>{said.noneText}</Empty>
        : <ul class="records" role="list">{loaded.value.map((token) => <li key={token.id}><TokenRow token={token} onRemoved={reload} /></li>)}</ul>)}
      {adding && <AddToken onClose={() => { setAdding(false); }} onAdded={(token) => { setAdding(false); setIssued(token); reload(); }} />}
      {issued && <NewToken token={issued} onClose={() => { setIssued(null); }} />}
    </div>
  );
}

function TokenRow({ token, onRemoved }: { token: Token; onRemoved: () => void }): JSX.Element {
  const app = useApp();
  const { api } = useStore();
  const words = useWords();
  const { tokens: said } = useSettingsWords();
  return (
    <div class="record">
      <RowText title={token.name} sub={words.common.added(dateOf(token.created_at, app.preferences.locale.value))} />
      <Remove title={said.removeTitle(token.name)} text={said.removeText} word={said.revoke} remove={async () => { await api.removeToken(token.id); onRemoved(); }} />
    </div>
  );
}

function AddToken({ onClose, onAdded }: { onClose: () => void; onAdded: (token: IssuedToken) => void }): JSX.Element {
  const { api } = useStore();
  const words = useWords();
  const { tokens: said } = useSettingsWords();
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const task = useTask();
  const submit = () => {
    setTried(true);
    if (name.trim() === "") return;
    task.run(async () => { onAdded(await api.addToken(name.trim())); });
  };
  return (
    <AddDialog title={said.add} submit={said.add} busy={task.busy} error={task.error} onSubmit={submit} onClose={onClose}>
      <TextField label={words.common.name} value={name} onInput={setName} maxLength={80} hint={said.nameHint} error={tried && name.trim() === "" ? words.errors.badName : null} />
    </AddDialog>
  );
}

function NewToken({ token, onClose }: { token: IssuedToken; onClose: () => void }): JSX.Element {
  const { tokens: said } = useSettingsWords();
  const example = `curl -X POST ${globalThis.location.origin}/api/v1/pairings \\\n  -H "Authorization: Bearer ${token.token}" \\\n  -H "Content-Type: application/json" -d "{}"`;
  return (
    <Dialog title={said.newTitle} onClose={onClose} actions={<Button look="primary" onClick={onClose}>{said.done}</Button>}>
      <p>{said.newText}</p>
      <div class="secret"><code>{token.token}</code><CopyButton text={token.token} /></div>
      <details class="snippet">
        <summary>{said.example}</summary>
        <div class="snippet-body"><pre tabIndex={0} role="region" aria-label={said.example}><code>{example}</code></pre></div>
      </details>
    </Dialog>
  );
}
