import type { Language } from "../words/languages";

const en = {
  title: "History",
  lead: "Conversations that you took part in, also those you handed on; with the right to search, those of your groups.",
  running: "Still going on. You read it as it stood when you opened it.",
  inInbox: "Open in the inbox",
  again: "Read again",
  text: "Words",
  textHint: "All of them must occur, by their beginnings.",
  person: "With",
  anybody: "Anybody",
  from: "From",
  to: "Until",
  search: "Search",
  none: "Nothing found",
  noneText: "Try fewer words, or a longer time.",
  more: "Show more",
  pick: "Choose a conversation",
  visitor: "Visitor",
  note: "Note",
  whisper: "Whisper",
  file: "File",
  mail: "E-mail",
  asFile: "Save as a file",
  stars: (count: number) => `${String(count)} of 5 stars`,
  found: (count: number) => (count === 1 ? "1 conversation" : `${String(count)} conversations`),
  gone: "This conversation is not here",
};

export type HistoryWords = typeof en;

const es: HistoryWords = {
  title: "Historial",
  lead: "Conversaciones en las que participó, también las que pasó a otros; con el derecho a buscar, las de sus grupos.",
  running: "Todavía en curso. La lee tal como estaba cuando la abrió.",
  inInbox: "Abrir en la bandeja",
  again: "Leer de nuevo",
  text: "Palabras",
  textHint: "Deben aparecer todas, por su comienzo.",
  person: "Con",
  anybody: "Cualquiera",
  from: "Desde",
  to: "Hasta",
  search: "Buscar",
  none: "No se ha encontrado nada",
  noneText: "Pruebe con menos palabras o más tiempo.",
  more: "Mostrar más",
  pick: "Elija una conversación",
  visitor: "Visitante",
  note: "Nota",
  whisper: "Susurro",
  file: "Archivo",
  mail: "Correo",
  asFile: "Guardar como archivo",
  stars: (count) => `${String(count)} de 5 estrellas`,
  found: (count) => (count === 1 ? "1 conversación" : `${String(count)} conversaciones`),
  gone: "Esta conversación no está aquí",
};

/** The words of the history, in every language that the console speaks. */
export const historyLanguages: Readonly<Record<Language, HistoryWords>> = { en, es };
