import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import { Refusal } from "../caller";
import { wordsFor } from "../refusal-words";
import { Button, Notice, Skeleton } from "../ui/controls";
import { ChoiceField, PasswordField, TextField } from "../ui/fields";
import { useTask } from "../ui/loading";
import { useSettingsWords, useStore } from "./context";
import { isWithin, NumberField, Part } from "./inputs";
import { isMail } from "./mail-address";
import { type MailDraft, mailId, usualPorts } from "./mail-source";
import { SavedForm } from "./record-form";

const securities = ["starttls", "tls", "none"] as const;

/** How letters leave: the mail server, and a letter to try it with. */
export function Mail(): JSX.Element {
  const { mail } = useStore();
  const words = useWords();
  const { mail: said } = useSettingsWords();
  useEffect(() => { void mail.load(); }, [mail]);
  const loaded = mail.loaded.value;
  const editing = loaded.kind === "there" ? mail.editing(mailId) : undefined;
  if (loaded.kind === "refused") return <div class="settings-alone"><Notice tone="error" action={<Button onClick={() => { void mail.load(); }}>{words.common.retry}</Button>}>{wordsFor(loaded.error, words)}</Notice></div>;
  if (!editing) return <div class="settings-alone"><Skeleton lines={4} label={words.common.loading} /></div>;
  const faults = ({ host, port, from }: MailDraft) => ({
    host: /[\s/]/.test(host.trim()) ? said.badHost : null,
    port: isWithin(port, 1, 65_535) ? null : said.badPort,
    from: host.trim() === "" || isMail(from) ? null : words.errors.badEmail,
  });
  return (
    <div class="settings-alone">
      <header class="settings-head"><div><h2>{said.title}</h2><p class="muted">{said.lead}</p></div></header>
      <SavedForm editing={editing} title={said.server} submit={words.common.save} back={null} faults={faults} save={async () => { await mail.save(mailId); }}>
        {({ draft, set, wrong }) => (
          <>
            <div class="pair">
              <TextField label={said.host} value={draft.host} onInput={(host) => { set({ host }); }} maxLength={253} optional hint={said.hostHint} error={wrong("host")} />
              <NumberField label={said.port} value={draft.port} onInput={(port) => { set({ port }); }} min={1} max={65_535} error={wrong("port")} />
            </div>
            <ChoiceField label={said.security} value={draft.security} choices={securities.map((value) => ({ value, ...said.securities[value] }))}
              onChange={(security) => { set({ security, ...(draft.port === usualPorts[draft.security] ? { port: usualPorts[security] } : {}) }); }} />
            {wrong("security") !== null && <p class="field-error" role="alert">{said.badSecurity}</p>}
            <div class="pair">
              <TextField label={said.user} value={draft.user} onInput={(user) => { set({ user }); }} maxLength={254} optional error={wrong("user")} />
              <PasswordField label={said.password} value={draft.password} onInput={(password) => { set({ password }); }} isNew={false} hint={said.passwordHint} />
            </div>
            <div class="pair">
              <TextField label={said.from} type="email" value={draft.from} onInput={(from) => { set({ from }); }} maxLength={254} hint={said.fromHint} error={wrong("from")} />
              <TextField label={said.fromName} value={draft.from_name} onInput={(name) => { set({ from_name: name }); }} maxLength={200} optional />
            </div>
          </>
        )}
      </SavedForm>
      <Try isSaved={editing.state.value === "clean" || editing.state.value === "saved"} isOn={draftIsOn(editing.draft.value)} />
    </div>
  );
}

function draftIsOn({ host }: MailDraft): boolean {
  return host.trim() !== "";
}

/** Sends a letter with what is saved, and says what the mail server said. */
function Try({ isSaved, isOn }: { isSaved: boolean; isOn: boolean }): JSX.Element {
  const app = useApp();
  const { api } = useStore();
  const words = useWords();
  const { mail: said } = useSettingsWords();
  const [to, setTo] = useState(app.me.value?.email ?? "");
  const [tried, setTried] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const task = useTask();
  const send = () => {
    setTried(true);
    if (!isMail(to)) return;
    setSentTo(null);
    task.run(async () => {
      await api.testMail(to.trim());
      setSentTo(to.trim());
    });
  };
  const why = !isOn ? said.tryOff : !isSaved ? said.tryUnsaved : null;
  return (
    <form class="settings-form" noValidate onSubmit={(event) => { event.preventDefault(); if (why === null) send(); }}>
      <div class="settings-fields">
        <Part title={said.try} lead={why ?? said.tryLead}>
          <TextField label={said.tryTo} type="email" value={to} onInput={setTo} maxLength={254} error={tried && !isMail(to) ? words.errors.badEmail : null} />
          <div><Button type="submit" icon="mail" busy={task.busy} disabled={why !== null}>{said.trySend}</Button></div>
          {sentTo !== null && <Notice tone="good">{said.trySent(sentTo)}</Notice>}
          {task.error !== null && <Notice tone="error" title={said.tryFailed}>{answerOf(task.error) ?? wordsFor(task.error, words)}</Notice>}
        </Part>
      </div>
    </form>
  );
}

/** The mail server's own words, in its own language. */
function answerOf(error: unknown): string | null {
  return error instanceof Refusal && error.code === "mail_refused" ? error.message : null;
}
