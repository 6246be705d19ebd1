import type { SettingsApi, MailSettings } from "./api";
import type { Keyed, Source } from "./collection";

/** There is one of it. */
export const mailId = "mail";

export interface Mail extends Keyed {
  readonly settings: MailSettings;
}

export interface MailDraft {
  readonly host: string;
  /** Null for an empty field. */
  readonly port: number | null;
  readonly security: MailSettings["security"];
  readonly user: string;
  /** Never comes back from the server: empty keeps the one that is there. */
  readonly password: string;
  readonly from: string;
  readonly from_name: string;
}

/** The ports that go with each kind of protection (RFC 6409 §3.1, RFC 8314 §7.3, RFC 5321 §4.5.4.2). */
export const usualPorts: Readonly<Record<MailSettings["security"], number>> = { starttls: 587, tls: 465, none: 25 };

export function mailSource(api: SettingsApi): Source<Mail, MailDraft> {
  const kept = (settings: MailSettings): Mail => ({ id: mailId, settings });
  const put = async ({ host, port, security, user, password, from, from_name }: MailDraft) =>
    kept(await api.changeMail({ host: host.trim(), port: port ?? usualPorts[security], security, user: user.trim(), from: from.trim(), from_name: from_name.trim(), ...(password === "" ? {} : { password }) }));
  return {
    list: async () => [kept(await api.mail())],
    add: put,
    change: (_, draft) => put(draft),
    remove: () => Promise.resolve(),
    draftOf: ({ settings: { host, port, security, user, from, from_name } }) => ({ host, port, security, user, password: "", from, from_name }),
    blank: () => ({ host: "", port: 587, security: "starttls", user: "", password: "", from: "", from_name: "" }),
    shown: (mail) => mail,
  };
}
