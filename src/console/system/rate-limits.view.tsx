import type { VNode } from 'preact';
import type { Refusals } from '../../common/limits/recent-refusals';
import { Section } from '../components/page-parts';
import { type Column, Cut, Table } from '../components/table';
import { Time } from '../components/text';
import { formatNumber } from '../kit/format';
import { apiOf, settingText } from '../settings/setting-texts';
import type { SystemReport } from './system-report.service';
import { TEXTS } from './texts';

export function RateLimits({ refusals, areLimitsOff }: SystemReport): VNode {
  const t = TEXTS();
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

function columns(): Column<Refusals>[] {
  const t = TEXTS();
  return [
    { head: t.limit, onCard: 'title', cell: ({ limit }) => <Cut text={titleOf(limit)} note={limit} /> },
    { head: t.lastRefusal, width: 20, isRight: true, onCard: 'left', cell: ({ last }) => <Time at={last} as="age" /> },
    { head: t.refused, width: 20, isRight: true, onCard: 'status', cell: ({ count }) => formatNumber(count) },
  ];
}

/** The name of the limit in the settings, or its code. */
function titleOf(limit: string): string {
  const name = `limits.${limit.replace(':', '.')}`;
  const [title] = settingText(name) ?? [];
  return title === undefined ? limit : `${apiOf(name)}: ${title}`;
}
