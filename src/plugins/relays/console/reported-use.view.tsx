import type { VNode } from 'preact';
import { formatNumber, texts } from '../../../core/i18n';
import { TableSection } from '../../../pages/components/record-parts';
import type { Column } from '../../../pages/components/table';
import type { ReportedUsage } from '../reported-usage';

/** Rows of a table: those with most use. */
const SHOWN = 50;

interface FeatureUse {
  readonly code: string;
  readonly peak: number;
  readonly refused: number;
}

interface NamedUse {
  readonly name: string;
  readonly hours: number;
}

interface ReportedUseProps {
  readonly usages: readonly ReportedUsage[];
}

/** Use of features, users and devices in the reports that a page shows. What was not reported has no table. */
export function ReportedUse({ usages }: ReportedUseProps): VNode {
  const t = texts('relays');
  const features = featuresIn(usages);
  const users = usages.flatMap(({ users: list = [] }) => list.map(({ user, hours }) => ({ name: user, hours })));
  const hosts = usages.flatMap(({ hosts: list = [] }) => list.map(({ host, hours }) => ({ name: host, hours })));
  const otherUsers = usages.map(({ other_user_hours: hours = 0 }) => hours);
  const otherHosts = usages.map(({ other_host_hours: hours = 0 }) => hours);
  return (
    <>
      {features.length > 0 && (
        <TableSection id="features" title={t.features} rows={features} columns={featureColumns()} empty={t.noReports} />
      )}
      <Hours id="users" title={t.users} rows={users} others={otherUsers} />
      <Hours id="hosts" title={t.activations} rows={hosts} others={otherHosts} />
    </>
  );
}

interface HoursProps {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly NamedUse[];
  /** Hours of those that the reports do not list. */
  readonly others: readonly number[];
}

function Hours({ id, title, rows, others }: HoursProps): VNode | null {
  const t = texts('relays');
  const sums = sumsOf(rows);
  const rest = sum([...others, ...sums.slice(SHOWN).map(({ hours }) => hours)]);
  const shown = [...sums.slice(0, SHOWN), ...(rest > 0 ? [{ name: t.others, hours: rest }] : [])];
  return shown.length > 0 ? (
    <TableSection id={id} title={title} rows={shown} columns={hourColumns(title)} empty={t.noReports} />
  ) : null;
}

function hourColumns(title: string): Column<NamedUse>[] {
  return [
    { head: title, onCard: 'title', cell: ({ name }) => name },
    {
      head: texts('relays').hours,
      onCard: 'right',
      isRight: true,
      hasLabelOnCard: true,
      cell: ({ hours }) => formatNumber(Math.round(hours * 100) / 100),
    },
  ];
}

function featureColumns(): Column<FeatureUse>[] {
  const t = texts('relays');
  const number = { isRight: true, hasLabelOnCard: true } as const;
  return [
    { head: t.code, onCard: 'title', cell: ({ code }) => code },
    { head: t.peak, onCard: 'left', ...number, cell: ({ peak }) => formatNumber(peak) },
    { head: t.refused, onCard: 'right', ...number, cell: ({ refused }) => formatNumber(refused) },
  ];
}

function featuresIn(usages: readonly ReportedUsage[]): FeatureUse[] {
  const known = new Map<string, FeatureUse>();
  for (const { code, peak, refused } of usages.flatMap(({ features = [] }) => features)) {
    const { peak: most = 0, refused: before = 0 } = known.get(code) ?? {};
    known.set(code, { code, peak: Math.max(most, peak), refused: before + refused });
  }
  return [...known.values()].sort((one, other) => other.peak - one.peak).slice(0, SHOWN);
}

function sumsOf(rows: readonly NamedUse[]): NamedUse[] {
  const sums = new Map<string, number>();
  for (const { name, hours } of rows) {
    sums.set(name, (sums.get(name) ?? 0) + hours);
  }
  return [...sums].map(([name, hours]) => ({ name, hours })).sort((one, other) => other.hours - one.hours);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
