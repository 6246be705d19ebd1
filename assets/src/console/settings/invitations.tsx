import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Button, Empty } from "../ui/controls";
import { useSettingsWords, useStore } from "./context";
import type { InvitationsDraft, SiteLooks } from "./looks-source";
import { RecordForm } from "./record-form";
import { faultsOf, newRule, type RuleFault } from "./rule";
import { RuleForm } from "./rule-form";
import { RowText, Section } from "./section";

/** As many as the server takes for a site (web/openapi.yaml, SiteDesk). */
const mostRules = 50;

/** D8: who is invited to chat by itself, site by site. */
export function Invitations({ id }: { id: string | null }): JSX.Element {
  const { invitations, groups } = useStore();
  const { invitations: words } = useSettingsWords();
  useEffect(() => { void groups.load(); }, [groups]);
  const only = invitations.items.length === 1 ? invitations.items[0] : undefined;
  return (
    <Section name="invitations" id={id ?? only?.id ?? null} collection={invitations} icon="chat" words={words}
      row={({ name, desk: { rules } }: SiteLooks) => <RowText title={name} sub={words.count(rules.filter(({ off }) => off !== true).length, rules.length)} />}
      form={(site) => site !== null && <Rules site={site} />} />
  );
}

function Rules({ site }: { site: SiteLooks }): JSX.Element {
  const { invitations, groups } = useStore();
  const { invitations: said } = useSettingsWords();
  const faults = ({ rules }: InvitationsDraft) =>
    Object.fromEntries(rules.flatMap((rule, at) => faultsOf(rule).map((fault) => [`${fault} ${String(at)}`, said.faults[fault]])));
  return (
    <RecordForm section="invitations" collection={invitations} item={site} title={site.name} faults={faults}>
      {({ draft: { rules }, set, wrong }) => (
        <>
          {rules.length === 0 && <Empty icon="chat" title={said.noRules}>{said.noRulesText}</Empty>}
          {rules.map((rule, at) => (
            <RuleForm key={at} rule={rule} groups={groups.items} wrong={(fault: RuleFault) => wrong(`${fault} ${String(at)}`)}
              onChange={(changed) => { set({ rules: rules.map((each, index) => (index === at ? changed : each)) }); }}
              onRemove={() => { set({ rules: rules.filter((_, index) => index !== at) }); }} />
          ))}
          <div><Button icon="plus" disabled={rules.length >= mostRules} onClick={() => { set({ rules: [...rules, newRule(groups.items[0]?.id ?? "")] }); }}>{said.addRule}</Button></div>
        </>
      )}
    </RecordForm>
  );
}
