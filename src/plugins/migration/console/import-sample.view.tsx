import type { VNode } from 'preact';
import { formatNumber, texts } from '../../../core/i18n';
import type { LicenseSample } from '../imports/import-samples.service';
import { Section } from '../../../pages/components/page-parts';
import { type Column, Cut, Table } from '../../../pages/components/table';

/** The first licenses that would be made, by which a person sees whether the file was understood. */
export function SampleSection({ licenses }: { readonly licenses: readonly LicenseSample[] }): VNode | null {
  const t = texts('serverImports');
  if (licenses.length === 0) {
    return null;
  }
  const columns: Column<LicenseSample>[] = [
    { head: t.key, width: 15, onCard: 'title', cell: ({ key }) => <code>{key}</code> },
    { head: t.sampleProduct, width: 15, onCard: 'left', cell: ({ product }) => <Cut text={product} /> },
    { head: t.customer, onCard: 'wide', cell: ({ customer }) => <Cut text={customer ?? ''} /> },
    { head: t.policyUsed, onCard: 'wide', cell: ({ policy }) => <Cut text={policy ?? t.policyOfProduct} /> },
    {
      head: t.seats,
      width: 10,
      isRight: true,
      onCard: 'left',
      hasLabelOnCard: true,
      cell: ({ max_activations: seats }) => (seats === null ? t.anySeats : formatNumber(seats)),
    },
    { head: t.activeOn, onCard: 'wide', cell: ({ devices }) => <Cut text={devices.join(', ')} /> },
  ];
  return (
    <Section id="sample" title={t.sample} note={t.sampleNote}>
      <Table label={t.sample} rows={licenses} columns={columns} />
    </Section>
  );
}
