import type { Invitation } from "../../../shared/wire.gen";
import { button, closeButton, el } from "../../ui/dom";
import type { DeskWords } from "../words/words";

/** D8: somebody, or a rule, asks the visitor to chat. Small, and never in the way of the page. */
export function invitationCard(invitation: Invitation, words: DeskWords, answer: () => void, decline: () => void): HTMLElement {
  const { invitation: said } = words;
  const title = invitation.name ? said.from(invitation.name) : said.title;
  return el("section", { class: "desk-invitation", role: "dialog", "aria-label": title, lang: words.lang, dir: words.dir },
    el("header", { class: "desk-head" }, el("h2", {}, title), closeButton(words.close, decline)),
    el("p", { dir: "auto" }, invitation.text),
    el("div", { class: "buttons" }, button(said.no, "plain", decline), button(said.yes, "main", answer)));
}
