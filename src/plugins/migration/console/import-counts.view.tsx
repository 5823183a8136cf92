import type { VNode } from 'preact';
import { formatNumber, textFor, texts } from '../../../core/i18n';
import { rowsOf } from '../imports/import-counts';
import { ROW_KINDS, type RowKind, type RowOutcome } from '../imports/import-row.entity';
import type { Import } from '../imports/import.entity';
import type { LeftOutSample } from '../imports/import-samples.service';
import { ButtonLink } from '../../../pages/components/button';
import { Section } from '../../../pages/components/page-parts';
import { type Column, Table } from '../../../pages/components/table';
import { importPath, leftOutPath } from './import-paths';
import { ReasonText } from './import-words';

interface KindCount {
  readonly kind: RowKind;
  readonly read: number;
  readonly counts: Readonly<Record<RowOutcome, number>>;
}

function countsOf({ counts }: Import): KindCount[] {
  const of = (kind: RowKind, outcome: RowOutcome): number => rowsOf(counts, kind, outcome);
  return ROW_KINDS.map((kind) => ({
    kind,
    read: rowsOf(counts, kind),
    counts: {
      pending: of(kind, 'pending'),
      made: of(kind, 'made'),
      there: of(kind, 'there'),
      left_out: of(kind, 'left_out'),
      undone: of(kind, 'undone'),
    },
  })).filter(({ read }) => read > 0);
}

export function totalOf(of: Import, outcome?: RowOutcome): number {
  return ROW_KINDS.reduce((sum, kind) => sum + rowsOf(of.counts, kind, outcome), 0);
}

interface CountsProps {
  readonly of: Import;
  /** Whether nothing is imported yet. */
  readonly isCheck?: boolean;
}

/** Rows by kind. What was read is the sum of the other columns. */
export function CountsSection({ of, isCheck = false }: CountsProps): VNode | null {
  const t = texts('serverImports');
  const outcomes: readonly RowOutcome[] = isCheck
    ? ['pending', 'there', 'left_out']
    : (['made', 'there', 'left_out', 'undone', 'pending'] as const).filter(
        (outcome) => outcome === 'made' || outcome === 'there' || totalOf(of, outcome) > 0,
      );
  const columns: Column<KindCount>[] = [
    { head: t.kind, width: 30, onCard: 'title', cell: ({ kind }) => t.kinds[kind] },
    { head: t.read, isRight: true, onCard: 'left', hasLabelOnCard: true, cell: ({ read }) => formatNumber(read) },
    ...outcomes.map((outcome): Column<KindCount> => {
      const head = isCheck && outcome === 'pending' ? t.willBeMade : t.outcomes[outcome];
      return {
        head,
        isRight: true,
        onCard: 'left',
        hasLabelOnCard: true,
        cell: ({ counts }) => formatNumber(counts[outcome]),
      };
    }),
  ];
  const rows = countsOf(of);
  return rows.length === 0 ? null : (
    <Section id="counts" title={t.counts} note={t.countsNote} isLive>
      <Table label={t.counts} rows={rows} columns={columns} />
    </Section>
  );
}

interface Problem extends LeftOutSample {
  readonly count: number;
}

/** Rows that were left out, by reason. */
export function LeftOutSection({ of, samples }: { of: Import; samples: readonly LeftOutSample[] }): VNode | null {
  const t = texts('serverImports');
  const { uid, counts } = of;
  const problems = samples
    .map((sample) => ({ ...sample, count: counts.rows?.[sample.kind]?.left_out?.[sample.reason] ?? 0 }))
    .sort((one, other) => other.count - one.count);
  if (problems.length === 0) {
    return null;
  }
  const columns: Column<Problem>[] = [
    {
      head: t.reason,
      width: 40,
      onCard: 'title',
      cell: ({ kind, reason }) => (
        <a class="row-link" href={leftOutPath(uid, { kind, reason })}>
          <ReasonText reason={reason} />
        </a>
      ),
    },
    { head: t.kind, onCard: 'left', cell: ({ kind }) => t.kinds[kind] },
    {
      head: t.rowCount,
      width: 10,
      isRight: true,
      onCard: 'right',
      cell: ({ count }) => formatNumber(count),
    },
    {
      head: t.examples,
      width: 30,
      onCard: 'wide',
      cell: ({ rows }) => <Labels labels={rows.map(({ label }) => label)} />,
    },
  ];
  return (
    <Section
      id="left-out"
      title={t.leftOut}
      note={t.leftOutNote}
      action={
        <ButtonLink
          isSmall
          icon="download"
          href={`${importPath(uid)}/left-out.csv`}
          download="left-out.csv"
          text={t.leftOutCsv}
        />
      }
    >
      <Table label={t.leftOut} rows={problems} columns={columns} />
    </Section>
  );
}

function Labels({ labels }: { readonly labels: readonly string[] }): VNode {
  const shown = labels.filter((label) => label !== '').join(', ');
  return (
    <code class="cut" title={shown}>
      {shown}
    </code>
  );
}

/** Values that were changed because they cannot be kept as they are. */
export function NotesSection({ of: { counts } }: { readonly of: Import }): VNode | null {
  const t = texts('serverImports');
  const notes = Object.entries(counts.notes ?? {}).sort(([, one], [, other]) => other - one);
  if (notes.length === 0) {
    return null;
  }
  return (
    <Section id="notes" title={t.notes} note={t.notesNote}>
      <ul class="prose">
        {notes.map(([note, count]) => (
          <li key={note}>
            {textFor(t.noteWords, note) ?? <code>{note}</code>}: {t.rows({ count })}
          </li>
        ))}
      </ul>
    </Section>
  );
}
