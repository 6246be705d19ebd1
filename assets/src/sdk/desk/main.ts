/**
 * visit.js: a page of a visit. Says that the page is open and follows the visitor's conversation; what there is to see of it is in chat.js,
 * which is loaded when the person opens the chat, is invited, or has a conversation.
 */
import { Socket } from "../../link/socket";
import { Backoff } from "../../link/backoff";
import { isMessage } from "../../shared/wire";
import { TO_VISITOR_SHAPES, type ToVisitorMessage, type VisitorMessage } from "../../shared/wire.gen";
import type { ChatPart, VisitContext } from "../context";
import { languageKey } from "../settings";
import { ChatMemory } from "./memory";
import { here, watchAddress } from "./page";
import { ability } from "./ability";
import { Gauge } from "./gauge";
import { randomId } from "./random-id";
import type * as filesModule from "./files/main";
import type * as uiModule from "./ui/main";
import { Visit } from "./visit";
import type { VisitModel } from "./visit-world";

/** What the loader calls, once. */
export function mount(context: VisitContext): ChatPart {
  return new VisitPart(context);
}

/** The first try again, and the longest wait between two, in milliseconds: a visit is worth less than a session, and there are many. */
const firstRetryMs = 1000;
const maxRetryMs = 60_000;

class VisitPart implements ChatPart {
  readonly #context: VisitContext;
  readonly #memory: ChatMemory;
  readonly #visit: Visit;
  #language: string;
  #model: VisitModel;
  #ui: Promise<uiModule.ChatUi> | undefined;
  #loadingFiles: Promise<filesModule.FilesPart> | undefined;
  #files: filesModule.FilesPart | undefined;
  /** Files that wait for the person's answer. */
  #asked = 0;

  constructor(context: VisitContext) {
    const { settings } = context;
    this.#context = context;
    this.#language = settings.lang.slice(0, 35);
    this.#memory = new ChatMemory(settings.siteKey);
    const gauge = new Gauge();
    const visit: Visit = new Visit({
      siteKey: settings.siteKey,
      language: () => this.#language,
      here,
      cobrowse: () => ability(settings, window, gauge),
      onRoundTrip: (ms) => { gauge.took(ms); },
      memory: this.#memory,
      newId: randomId,
      connect: (events) => new Socket<VisitorMessage, ToVisitorMessage>(`${settings.base.replace(/^http/, "ws")}ws/visitor`, events,
        new Backoff(firstRetryMs, maxRetryMs), (value) => isMessage(TO_VISITOR_SHAPES, value)),
      onChange: (model) => { this.#show(model); },
      onCobrowse: (session, token) => { context.withWidget((widget) => { widget.begin(session, token); }); },
      onMessage: () => undefined,
      files: {
        heard: (message) => { this.#withFiles((files) => { files.receive(message); }); },
        fault: ({ ref, code }) => { this.#files?.fault(ref, code); },
        opened: () => { this.#files?.opened(); },
      },
    });
    this.#visit = visit;
    this.#model = visit.model;
    watchAddress(() => { visit.pageChanged(); });
    addEventListener("pagehide", () => {
      this.#files?.leave();
      visit.close();
    });
    addEventListener("pageshow", (event) => { if (event.persisted) visit.reopen(); });
    if (this.#memory.isOpen) this.#withUi((ui) => { ui.open(false); });
  }

  open(): void {
    this.#withUi((ui) => { ui.open(true); });
  }

  #show(model: VisitModel): void {
    this.#model = model;
    const isNeeded = model.invitation !== undefined || model.unread > 0;
    if (this.#ui || isNeeded) this.#withUi((ui) => { ui.show(this.#shown); });
  }

  /** A file that is offered is as good as a message. */
  get #shown(): VisitModel {
    return { ...this.#model, unread: this.#model.unread + this.#asked };
  }

  /** C7: loaded with the first file, of either side. */
  #withFiles(use: (files: filesModule.FilesPart) => void, otherwise: () => void = () => undefined): void {
    this.#loadingFiles ??= this.#loadFiles();
    this.#loadingFiles.then(use, () => {
      this.#loadingFiles = undefined;
      otherwise();
    });
  }

  async #loadFiles(): Promise<filesModule.FilesPart> {
    const { settings, surface } = this.#context;
    const [module, ui] = await Promise.all([import(`${settings.base}sdk/files.js`) as Promise<typeof filesModule>, this.#loadedUi()]);
    const visit = this.#visit;
    return (this.#files = module.mountFiles({
      surface, place: ui.files, lang: this.#language, send: (message) => visit.sayOfFile(message),
      onAsked: (count) => {
        this.#asked = count;
        ui.show(this.#shown);
      },
    }));
  }

  #withUi(use: (ui: uiModule.ChatUi) => void): void {
    this.#loadedUi().then(use, () => { this.#ui = undefined; });
  }

  #loadedUi(): Promise<uiModule.ChatUi> {
    return (this.#ui ??= this.#loadUi());
  }

  async #loadUi(): Promise<uiModule.ChatUi> {
    const { settings } = this.#context;
    const module = (await import(`${settings.base}sdk/chat.js`)) as typeof uiModule;
    const visit = this.#visit;
    const ui = module.mountChat({
      surface: this.#context.surface,
      canShare: true,
      person: () => this.#memory.person,
      lang: this.#language,
    }, {
      start: (begin) => { visit.start(begin); },
      leaveMessage: (begin) => { visit.leaveMessage(begin); },
      say: (text) => { visit.say(text); },
      types: () => { visit.types(); },
      sendFiles: (files) => { this.#withFiles((part) => { part.offer(files); }, () => { this.#withUi((chat) => { chat.filesFailed(); }); }); },
      end: () => { visit.end(); },
      rate: (stars, comment) => { visit.rate(stars, comment); },
      mailTranscript: (email) => { visit.mailTranscript(email); },
      again: () => { visit.forgetEnded(); },
      declineInvitation: () => { visit.declineInvitation(); },
      look: (isLooking) => { visit.look(isLooking); },
      setLanguage: (language) => { this.#setLanguage(language); },
      opened: (isOpen) => { this.#memory.isOpen = isOpen; },
      shareWithCode: () => { this.#context.withWidget((widget) => { widget.open(); }); },
    });
    ui.show(this.#shown);
    return ui;
  }

  #setLanguage(language: string): void {
    this.#language = language;
    this.#files?.setLanguage(language);
    this.#visit.speak();
    try {
      localStorage.setItem(languageKey, language);
    } catch {
      // For this page, then.
    }
  }
}
