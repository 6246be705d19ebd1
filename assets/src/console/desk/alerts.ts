import { signal } from "@preact/signals";
import type { Words } from "../words/en";
import type { News } from "./desk";

const key = "tandem.alerts";

/**
 * Sound and notifications for what happens at the desk. Off until the person turns them on with a button: a browser asks for permission only
 * once, and plays sound only after a press.
 */
export class Alerts {
  readonly on = signal(false);
  readonly #words: () => Words;
  readonly #open: (conversation: string) => void;
  #audio: AudioContext | undefined;

  constructor(words: () => Words, open: (conversation: string) => void) {
    this.#words = words;
    this.#open = open;
    try {
      this.on.value = localStorage.getItem(key) === "on";
    } catch {
      // Not remembered.
    }
  }

  async turn(on: boolean): Promise<void> {
    this.on.value = on;
    try {
      localStorage.setItem(key, on ? "on" : "off");
    } catch {
      // For this page, then.
    }
    if (!on) return;
    this.#chime(660);
    if ("Notification" in globalThis && Notification.permission === "default") await Notification.requestPermission();
  }

  tell(news: News): void {
    if (!this.on.value) return;
    this.#chime(news.kind === "offered" ? 880 : 660);
    if (document.visibilityState === "visible" && document.hasFocus()) return;
    if (!("Notification" in globalThis) || Notification.permission !== "granted") return;
    const { desk } = this.#words();
    const { id, name, last_text: text, agent_name: agent } = news.conversation;
    const who = name || desk.visitor;
    const title = news.kind === "offered" ? desk.newVisitor(who) : news.kind === "asked" ? desk.beside.asked(agent ?? "") : desk.newMessage(who);
    const shown = new Notification(title, { body: text, tag: id });
    shown.onclick = () => {
      globalThis.focus();
      this.#open(id);
      shown.close();
    };
  }

  /** Two short tones: no file to load, and quiet enough for a whole day. */
  #chime(hertz: number): void {
    if (!("AudioContext" in globalThis)) return;
    const audio = (this.#audio ??= new AudioContext());
    for (const [at, pitch] of [[0, hertz], [0.12, hertz * 1.5]] as const) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.06, audio.currentTime + at);
      volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + at + 0.25);
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + at);
      tone.stop(audio.currentTime + at + 0.25);
    }
  }
}
