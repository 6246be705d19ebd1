import { useEffect, useMemo } from "preact/hooks";
import type { Me } from "../api";
import { useApp } from "../app";
import type { CoBrowse } from "../session/cobrowse";
import type { ShownPage } from "../screens/session/viewer";
import { Favourites } from "./favourites";
import { PageHistory } from "./history";
import { Leader } from "./leader";

/** What it takes to lead the customer of one session (I8, I9). */
export interface Leading {
  readonly leader: Leader;
  readonly history: PageHistory;
  readonly favourites: Favourites;
}

/** Who looks after the pages that all of the staff have; the server says the same. */
export function keepsShared(me: Me | null | undefined): boolean {
  return me?.role === "administrator" || me?.role === "supervisor";
}

export function useLeading(session: CoBrowse, page: ShownPage): Leading {
  const { api } = useApp();
  const leading = useMemo(() => ({
    leader: new Leader({ grants: page.grants, act: (event) => session.act(event) }),
    history: new PageHistory(session.id, globalThis.sessionStorage),
    favourites: new Favourites(api),
  }), [session, page, api]);
  useEffect(() => page.location.subscribe((location) => { if (location) leading.history.visit(location); }), [page, leading]);
  const { isOver } = session;
  useEffect(() => { if (isOver) leading.history.forget(); }, [isOver, leading]);
  return leading;
}
