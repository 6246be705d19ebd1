/** chat.js: what a visitor sees of the chat. Loaded by visit.js when there is something to see. */
import type { Surface } from "../../surface";
import { keepToItself } from "../../ui/focus";
import { keepInSight } from "../../ui/in-sight";
import { el } from "../../ui/dom";
import type { VisitModel } from "../visit-world";
import { deskWordsFor } from "../words/words";
import chatCss from "./chat.css?inline";
import type { ChatActions, Person } from "./host";
import { invitationCard } from "./invitation-card";
import { ChatWindow } from "./window";

export interface ChatUiOptions {
  readonly surface: Surface;
  readonly lang: string;
  readonly canShare: boolean;
  readonly person: () => Person;
}

export interface ChatUi {
  /** Where files on their way are shown. */
  readonly files: HTMLElement;
  /** `takesFocus`: because a person asked for it, not because the page before had it open. */
  open(takesFocus: boolean): void;
  show(model: VisitModel): void;
  /** What files need could not be loaded. */
  filesFailed(): void;
}

export function mountChat(options: ChatUiOptions, actions: ChatActions): ChatUi {
  return new MountedChat(options, actions);
}

class MountedChat implements ChatUi {
  readonly #options: ChatUiOptions;
  readonly #actions: ChatActions;
  readonly files = el("section", { class: "desk-files", hidden: true });
  readonly #dock = el("div", { class: "desk-dock" });
  readonly #badge = el("b", { class: "desk-badge", hidden: true });
  #lang: string;
  #window: ChatWindow;
  #invitation: { readonly id: string; readonly card: HTMLElement } | undefined;
  #model: VisitModel | undefined;

  constructor(options: ChatUiOptions, actions: ChatActions) {
    const { surface } = options;
    this.#options = options;
    this.#lang = options.lang;
    this.#actions = {
      ...actions,
      setLanguage: (language) => {
        actions.setLanguage(language);
        this.#setLanguage(language);
      },
      shareWithCode: () => {
        this.#window.close();
        actions.shareWithCode();
      },
      opened: (isOpen) => {
        actions.opened(isOpen);
        this.#cover();
        if (!isOpen) this.#entry()?.focus({ preventScroll: true });
      },
    };
    surface.addStyles(chatCss);
    keepToItself(surface.root);
    // The co-browse's panel does so too, where it is loaded: both say the same.
    keepInSight(window, surface.host);
    this.#window = this.#newWindow();
    surface.root.append(this.#dock);
    makeRoom(surface, this.#dock);
    document.addEventListener("visibilitychange", () => { if (this.#model) this.#window.show(this.#model); });
  }

  open(takesFocus: boolean): void {
    this.#window.open();
    if (takesFocus) this.#window.focus();
  }

  show(model: VisitModel): void {
    this.#model = model;
    this.#window.show(model);
    this.#count(this.#window.isOpen ? 0 : model.unread);
    this.#showInvitation(model);
  }

  filesFailed(): void {
    this.#window.filesFailed();
  }

  #newWindow(): ChatWindow {
    const made = new ChatWindow(deskWordsFor(this.#lang), this.#options.person(), this.#options.canShare, this.files, this.#actions);
    this.#dock.replaceChildren(made.element);
    return made;
  }

  /** Other words are another window; what was said is in the model, what was being written in the window before. */
  #setLanguage(language: string): void {
    this.#lang = language;
    const before = this.#window;
    const wasOpen = before.isOpen;
    this.#window = this.#newWindow();
    this.#window.succeed(before);
    if (this.#model) this.#window.show(this.#model);
    if (wasOpen) this.open(false);
    this.#window.element.querySelector("select")?.focus();
  }

  #showInvitation({ invitation }: VisitModel): void {
    if (this.#invitation?.id === invitation?.id) return;
    this.#invitation?.card.remove();
    this.#invitation = undefined;
    if (!invitation || this.#window.isOpen) return;
    const card = invitationCard(invitation, deskWordsFor(this.#lang), () => {
      card.remove();
      this.#window.answer(invitation.group, invitation.id);
    }, this.#actions.declineInvitation);
    this.#invitation = { id: invitation.id, card };
    this.#dock.append(card);
    this.#cover();
  }

  /** On the entry button: how many messages wait to be read. */
  #count(unread: number): void {
    this.#badge.hidden = unread === 0;
    const words = deskWordsFor(this.#lang).unread(unread);
    if (this.#badge.title === words) return;
    this.#badge.title = words;
    this.#badge.replaceChildren(String(unread), el("span", { class: "desk-unseen" }, ` ${words}`));
    this.#entry()?.append(this.#badge);
  }

  #cover(): void {
    this.#entry()?.toggleAttribute("data-covered", this.#window.isOpen);
  }

  #entry(): HTMLElement | null {
    return this.#options.surface.root.querySelector<HTMLElement>(".entry");
  }
}

/**
 * The co-browse's own parts share the corner: the chat sits above its bar, and waits out of sight while a question is asked, which is what the
 * person has to answer first.
 */
function makeRoom(surface: Surface, dock: HTMLElement): void {
  const arrange = () => {
    const other = surface.root.querySelector<HTMLElement>(".dock");
    const bar = other?.querySelector<HTMLElement>(".bar:not([hidden])");
    const entry = surface.root.querySelector<HTMLElement>(".entry");
    const below = bar?.offsetHeight ?? 0;
    const hasCard = other?.querySelector(".card:not([hidden])") != null;
    // Only a change: setting what is there already would be a mutation too, and be heard here for ever.
    if (dock.hidden !== hasCard) dock.hidden = hasCard;
    const lift = below > 0 ? below + gap : dock.querySelector(".desk-invitation") && entry ? entry.offsetHeight + gap : 0;
    dock.style.setProperty("--desk-lift", `${lift}px`);
  };
  const observer = new MutationObserver(arrange);
  observer.observe(surface.root, { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden"] });
  addEventListener("resize", arrange);
  arrange();
}

/** Between two things in the corner, in pixels. */
const gap = 8;
