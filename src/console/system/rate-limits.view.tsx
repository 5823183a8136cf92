import type { VNode } from 'preact';
import { Section } from '../components/page-parts';
import { type Column, Cut, Table } from '../components/table';
import { Time } from '../components/text';
import { formatNumber } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { apiOf, settingText } from '../settings/setting-texts';
import type { RefusalsOfApi, SystemReport } from './system-report.service';

export function RateLimits({ refusals, areLimitsOff }: SystemReport): VNode {
  const t = texts('system');
  return (
    <Section id="limits" title={t.limits} note={t.limitsNote}>
      {areLimitsOff && <p>{t.limitsOff}</p>}
      {refusals.length === 0 ? (
        <p class="unset">{t.noRefusals}</p>
      ) : (
        <Table label={t.limits} rows={refusals} columns={columns()} />
      )}
      <p class="section-more">
        <a href="/console/settings#group-limits-title">{t.changeRates}</a>
      </p>
    </Section>
  );
}

function columns(): Column<RefusalsOfApi>[] {
  const t = texts('system');
  return [
    { head: t.limit, onCard: 'title', cell: (row) => <Cut text={titleOf(row)} note={row.limit} /> },
    { head: t.lastRefusal, width: 20, isRight: true, onCard: 'left', cell: ({ last }) => <Time at={last} as="age" /> },
    { head: t.refused, width: 20, isRight: true, onCard: 'status', cell: ({ count }) => formatNumber(count) },
  ];
}

/** The name of the limit in the settings, or its code. */
function titleOf({ limit, api }: RefusalsOfApi): string {
  const name = `limits.${limit.replace(':', '.')}`;
  const [title] = settingText(name) ?? [];
  return title === undefined ? limit : `${apiOf({ name, api })}: ${title}`;
}
