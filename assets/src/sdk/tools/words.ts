/** What the tools say that are loaded when they are first used. The rest of the widget's words: words/words.ts. */
export interface ToolWords {
  readonly mark: {
    readonly label: string;
    readonly hint: string;
    readonly shapes: Readonly<Record<"spotlight" | "ink" | "box" | "arrow", string>>;
    readonly clear: string;
    readonly done: string;
  };
  readonly shade: { readonly label: string; readonly text: (agent: string, count: number) => string; readonly done: string };
  readonly hold: {
    readonly label: string;
    readonly byAgent: (agent: string) => string;
    readonly takeBack: string;
    readonly byCustomer: (agent: string) => string;
    readonly letGo: (agent: string) => string;
  };
}

const en: ToolWords = {
  mark: { label: "Mark", hint: "Draw on the page. Both of you see it.", shapes: { spotlight: "Spotlight", ink: "Pen", box: "Box", arrow: "Arrow" }, clear: "Clear", done: "Done" },
  shade: {
    label: "What is hidden",
    text: (agent, count) => (count === 0 ? `${agent} sees all of this part of the page.` : `Shaded parts are hidden from ${agent}: striped ones are not sent at all, dotted ones as dots.`),
    done: "Done",
  },
  hold: {
    label: "Who fills in",
    byAgent: (agent) => `${agent} is filling in for a moment. Your clicks and keys wait.`,
    takeBack: "Take back",
    byCustomer: (agent) => `The page is yours alone. ${agent} sees it and can do nothing.`,
    letGo: (agent) => `Let ${agent} go on`,
  },
};

const es: ToolWords = {
  mark: { label: "Marcar", hint: "Dibuje en la página. Lo ven los dos.", shapes: { spotlight: "Foco", ink: "Lápiz", box: "Recuadro", arrow: "Flecha" }, clear: "Borrar", done: "Listo" },
  shade: {
    label: "Lo que no se ve",
    text: (agent, count) => (count === 0 ? `${agent} ve toda esta parte de la página.` : `Lo sombreado está oculto para ${agent}: lo rayado no se envía, lo punteado se envía como puntos.`),
    done: "Listo",
  },
  hold: {
    label: "Quién rellena",
    byAgent: (agent) => `${agent} está rellenando un momento. Sus clics y teclas esperan.`,
    takeBack: "Recuperar",
    byCustomer: (agent) => `La página es solo suya. ${agent} la ve y no puede hacer nada.`,
    letGo: (agent) => `Dejar seguir a ${agent}`,
  },
};

export function toolWordsFor(lang: string): ToolWords {
  return lang.slice(0, 2).toLowerCase() === "es" ? es : en;
}
