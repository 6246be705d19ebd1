import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Conversation } from "../../../shared/wire.gen";
import { useApp, useWords } from "../../app";
import { confers, partOf } from "../../desk/beside";
import { cobrowseOff } from "../../desk/cobrowse-off";
import { hashOf } from "../../route";
import { Button } from "../../ui/controls";
import { Dialog } from "../../ui/dialog";
import { MailTranscript } from "../../ui/mail-transcript";
import { BesidePanel } from "./beside";
import { Composer } from "./composer";
import { ConsultDialog } from "./consult";
import { Files, useDrops } from "./files";
import { useFollowed } from "./inbox";
import { Log } from "./log";
import { openOwnWindow } from "./own-window";
import { TransferDialog } from "./transfer";

export interface ConversationViewProps {
  readonly conversation: Conversation;
  /** Beside a co-browse: a column of its own. */
  readonly narrow?: boolean;
  readonly isOwnWindow?: boolean;
  readonly onAbout?: () => void;
}

/** One conversation: who it is and what can be done, what was said, and where to write. */
export function ConversationView({ conversation, narrow = false, isOwnWindow = false, onAbout }: ConversationViewProps): JSX.Element {
  const { desk } = useApp();
  const words = useWords().desk;
  useFollowed(conversation);
  const drops = useDrops(conversation);
  const { kind, state } = conversation;
  const me = desk.me.value?.id;
  const part = partOf(conversation, me);
  const isMine = kind === "visitor" && part === "agent";
  const isConferring = kind === "visitor" && confers(conversation, me);
  const rights = desk.rights.value;
  const mayWrite = kind === "direct" || isMine || part === "joined";
  const mayNote = kind === "visitor" && state !== "ended";
  return (
    <section class={`desk-open${narrow ? " narrow" : ""}${isConferring ? " with-beside" : ""}`} aria-label={words.log(conversation.name || words.visitor)} {...drops}>
      <Head conversation={conversation} isMine={isMine} isOwnWindow={isOwnWindow || narrow} onAbout={onAbout} />
      <Log conversation={conversation} withAsides={!isConferring} />
      {isConferring && <BesidePanel conversation={conversation} />}
      <Files conversation={conversation} />
      {(mayWrite || mayNote) && (
        <Composer conversation={conversation} mayWrite={mayWrite} mayNote={mayNote}
          mayWhisper={kind === "visitor" && state === "active" && part === null && rights.includes("supervise")} />
      )}
    </section>
  );
}

function Head({ conversation, isMine, isOwnWindow, onAbout }: { conversation: Conversation; isMine: boolean; isOwnWindow: boolean; onAbout: (() => void) | undefined }): JSX.Element {
  const words = useWords();
  const { name, kind, here, state, page, page_title: title } = conversation;
  const isHttp = page !== undefined && /^https?:\/\//.test(page);
  return (
    <header class="desk-head">
      {!isOwnWindow && <a class="button quiet desk-back" href={hashOf({ screen: "inbox" })}><span>{words.common.back}</span></a>}
      <div class="desk-head-who">
        <h2>{name || words.desk.visitor}</h2>
        <p class="muted">
          {kind === "visitor" && <span class={`pill ${here ? "state-live" : ""}`}>{here ? words.desk.here : words.desk.gone}</span>}
          {kind === "visitor" && <span class="tag">{words.desk.states[state]}</span>}
          {isHttp && <a class="desk-page" href={page} target="_blank" rel="noopener noreferrer">{title || page}</a>}
        </p>
      </div>
      <div class="desk-actions">
        {kind === "visitor" && <Actions conversation={conversation} isMine={isMine} />}
        {!isOwnWindow && <span class="desk-own-window"><Button look="quiet" onClick={() => { openOwnWindow(conversation.id); }}>{words.desk.ownWindow}</Button></span>}
        {onAbout && kind === "visitor" && <span class="desk-about-toggle"><Button look="quiet" onClick={onAbout}>{words.desk.more}</Button></span>}
      </div>
    </header>
  );
}

/** What this person can do about it now; everything else is not there. */
function Actions({ conversation, isMine }: { conversation: Conversation; isMine: boolean }): JSX.Element {
  const { desk } = useApp();
  const words = useWords().desk;
  const [asking, setAsking] = useState<"end" | "transfer" | "consult" | "mail" | null>(null);
  const { id, state, agent, parked } = conversation;
  const me = desk.me.value?.id;
  const rights = desk.rights.value;
  const close = () => { setAsking(null); };
  return (
    <>
      {state === "offered" && agent === me && <Button look="primary" icon="check" onClick={() => { desk.do({ type: "accept", conversation: id }); }}>{words.accept}</Button>}
      {(state === "waiting" || state === "left") && rights.includes("serve") && <Button look="primary" onClick={() => { desk.do({ type: "take", conversation: id }); }}>{words.take}</Button>}
      {state === "active" && !isMine && rights.includes("supervise") && <Button onClick={() => { desk.do({ type: "take", conversation: id }); }}>{words.takeOver}</Button>}
      {isMine && <CobrowseButton conversation={conversation} />}
      {isMine && <Button onClick={() => { setAsking("transfer"); }}>{words.transfer}</Button>}
      {isMine && <Button onClick={() => { setAsking("consult"); }}>{words.beside.ask}</Button>}
      {isMine && <Button onClick={() => { desk.do({ type: "park", conversation: id, on: !parked }); }}>{parked ? words.unpark : words.park}</Button>}
      {(isMine || state === "left" || rights.includes("administer")) && state !== "ended" && <Button onClick={() => { setAsking("end"); }}>{words.end}</Button>}
      {(rights.includes("mail") || rights.includes("administer")) && <Button look="quiet" icon="mail" onClick={() => { setAsking("mail"); }}>{words.mail}</Button>}
      {asking === "mail" && <MailTranscript conversation={id} email={conversation.email ?? ""} onClose={close} />}
      {asking === "end" && <EndDialog conversation={conversation} onClose={close} />}
      {asking === "consult" && <ConsultDialog conversation={conversation} onClose={close} />}
      {asking === "transfer" && <TransferDialog conversation={conversation} onClose={close} />}
    </>
  );
}

/** P5, P10: one press, no code; where it cannot be, the button says why. */
function CobrowseButton({ conversation }: { conversation: Conversation }): JSX.Element {
  const { desk } = useApp();
  const words = useWords().desk;
  const off = cobrowseOff(conversation, desk.rights.value, globalThis);
  return (
    <>
      <Button look="primary" icon="together" disabled={off !== null} {...(off === null ? {} : { title: words.cobrowseOff[off] })}
        onClick={() => { desk.do({ type: "cobrowse", conversation: conversation.id }); }}>
        {words.cobrowse}{off !== null && <span class="visually-hidden"> ({words.cobrowseOff[off]})</span>}
      </Button>
      {off !== null && off !== "shared" && <small class="desk-off muted" aria-hidden="true">{words.cobrowseOff[off]}</small>}
    </>
  );
}

function EndDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }): JSX.Element {
  const { desk } = useApp();
  const words = useWords();
  const end = () => {
    desk.do({ type: "end", conversation: conversation.id });
    onClose();
  };
  return (
    <Dialog title={words.desk.endTitle(conversation.name || words.desk.visitor)} onClose={onClose}
      actions={<><Button onClick={onClose}>{words.common.cancel}</Button><Button look="danger" onClick={end}>{words.desk.end}</Button></>}>
      <p>{words.desk.endText}</p>
    </Dialog>
  );
}
