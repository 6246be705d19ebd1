import type { JSX } from "preact";
import type { Missing } from "../../../mirror/replica";
import { useWords } from "../../app";
import { Icon } from "../../ui/icon";
import type { ShownPage } from "./viewer";

/** More than anybody reads; the rest is a number. */
const mostListed = 50;

/** M5: what of the customer's page is not shown here and why, behind a quiet word; nothing while all of it is. */
export function MissingParts({ page }: { page: ShownPage }): JSX.Element | null {
  const words = useWords().missing;
  const missing = page.missing.value;
  if (missing.length === 0) return null;
  return (
    <details class="missing">
      <summary class="status-item"><Icon name="alert" size={16} />{words.some(missing.length)}</summary>
      <div class="missing-list" role="region" aria-label={words.title}>
        <h2>{words.title}</h2>
        <ul tabIndex={0}>
          {missing.slice(0, mostListed).map(({ url, why }) => (
            <li key={url}><span class="missing-name" dir="ltr" title={url}>{nameOf(url)}</span><small>{words.why[why]}</small></li>
          ))}
        </ul>
        {missing.length > mostListed && <p>{words.more(missing.length - mostListed)}</p>}
      </div>
    </details>
  );
}

/** The last step of an address says the most. */
function nameOf(url: Missing["url"]): string {
  if (url.startsWith("blob:")) return url;
  const [path = ""] = url.split(/[?#]/);
  return decoded(path.slice(path.lastIndexOf("/") + 1)) || url;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
