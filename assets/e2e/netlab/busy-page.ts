import type { Customer } from "../harness/customer";

declare global {
  interface Window {
    labBusy?: ReturnType<typeof setInterval>;
    labTurn?: number;
  }
}

const rows = 200;

/** A page that never rests and never grows: rows come, go, move and change, always with words that were not there before, as on a trader's screen. */
export class BusyPage {
  constructor(private readonly customer: Customer, private readonly perSecond: number) {}

  async start(): Promise<void> {
    await this.customer.page.evaluate((every, most) => {
      const known = document.getElementById("lab-busy");
      const place = known ?? document.createElement("section");
      place.id = "lab-busy";
      if (!known) document.body.append(place);
      let turn = window.labTurn ?? 0;
      window.labBusy = setInterval(() => {
        window.labTurn = ++turn;
        const all = place.children;
        const some = all[(turn * 7919) % Math.max(1, all.length)];
        const kind = turn % 5;
        if (!some || kind === 0) place.append(Object.assign(document.createElement("p"), { textContent: `row ${turn}`, title: `title ${turn}` }));
        else if (kind === 1) some.textContent = `price ${turn}`;
        else if (kind === 2) place.prepend(some);
        else if (kind === 3) some.className = `c${turn}`;
        else some.setAttribute("title", `note ${turn}`);
        if (all.length > most) all[0]?.remove();
      }, every);
    }, 1000 / this.perSecond, rows);
  }

  /** Holds it, and returns how the busy part stands. */
  async hold(): Promise<string> {
    return this.customer.page.evaluate(() => {
      clearInterval(window.labBusy);
      return document.getElementById("lab-busy")?.innerHTML ?? "";
    });
  }

  /** How many changes have been made so far. */
  async turns(): Promise<number> {
    return this.customer.page.evaluate(() => window.labTurn ?? 0);
  }
}
