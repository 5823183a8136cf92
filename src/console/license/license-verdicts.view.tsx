import type { VNode } from 'preact';
import { COUNTED_VERDICTS, type LicenseVerdict } from '../../licensing/verifications/license-verdicts.service';
import { Timeline } from '../components/lists';
import { type Column, Cut, Table } from '../components/table';
import { Time } from '../components/text';
import { VerdictView } from '../components/verdict';
import { formatNumber } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { historyEntry } from './license-history';
import type { LicensePageData } from './license-page.service';
import { auditPath, explainPath, verdictsPath } from './license-paths';
import { Section } from '../components/page-parts';
import { type VerdictCode, VERDICT_CODES } from '../../verification/rules/verdict';

interface Props {
  readonly data: LicensePageData;
}

export function RecentVerdicts({ data }: Props): VNode {
  const t = texts('license');
  const { license, verdicts, today } = data;
  const mark = today.usable + today.refused >= COUNTED_VERDICTS ? '+' : '';
  const note = t.verdictsToday({
    usable: `${formatNumber(today.usable)}${mark}`,
    refused: `${formatNumber(today.refused)}${mark}`,
  });
  return (
    <Section
      id="verdicts"
      title={t.verdicts}
      note={verdicts.length === 0 ? undefined : note}
      link={{ href: verdictsPath(license.key), title: t.allVerdicts }}
    >
      {verdicts.length === 0 ? (
        <p class="unset">{t.noVerdicts}</p>
      ) : (
        <Table label={t.verdicts} rows={verdicts} columns={columnsFor(license.key)} />
      )}
    </Section>
  );
}

function columnsFor(key: string): Column<LicenseVerdict>[] {
  const t = texts('license');
  return [
    { head: t.time, width: 20, onCard: 'title', cell: ({ at }) => <Time at={at} as="clock" /> },
    { head: t.code, width: 30, onCard: 'status', cell: (verdict) => <Result verdict={verdict} licenseKey={key} /> },
    { head: t.asked, onCard: 'hidden', cell: ({ operation }) => operation },
    { head: t.device, width: 20, onCard: 'wide', cell: (verdict) => <AskingDevice {...verdict} /> },
    { head: t.dialect, onCard: 'hidden', cell: ({ dialect }) => <Cut text={dialect} /> },
  ];
}

function Result({ verdict, licenseKey }: { readonly verdict: LicenseVerdict; readonly licenseKey: string }): VNode {
  const { outcome, fingerprint } = verdict;
  return isVerdictCode(outcome) ? (
    <VerdictView code={outcome} href={explainPath(licenseKey, fingerprint ?? undefined)} />
  ) : (
    <code>{outcome}</code>
  );
}

function AskingDevice({ deviceName, fingerprint }: LicenseVerdict): VNode {
  const name = deviceName ?? fingerprint;
  return name === null ? <span class="unset">{texts('license').noDevice}</span> : <Cut text={name} />;
}

/** Refusals of usage and sessions have codes of their own. */
function isVerdictCode(outcome: string): outcome is VerdictCode {
  return VERDICT_CODES.some((code) => code === outcome);
}

export function History({ data }: Props): VNode {
  const t = texts('license');
  const { license, history } = data;
  return (
    <Section id="history" title={t.history} link={{ href: auditPath(license.uid), title: t.audit }}>
      {history.length === 0 ? <p class="unset">{t.noHistory}</p> : <Timeline entries={history.map(historyEntry)} />}
    </Section>
  );
}
