import type { VNode } from 'preact';
import { Badge } from '../../../src/pages/components/badge';
import { ButtonLink } from '../../../src/pages/components/button';
import {
  AddFilter,
  Chips,
  ClearFilters,
  FilterChoices,
  Results,
  SearchForm,
} from '../../../src/pages/components/filters';
import { ListPager } from '../../../src/pages/components/list-pager';
import { ImportTable, Steps, Timeline } from '../../../src/pages/components/lists';
import { EmptyState, Section, Tabs } from '../../../src/pages/components/page-parts';
import { Cut, RowTitle, Table } from '../../../src/pages/components/table';
import { Key } from '../../../src/pages/components/text';
import type { Samples } from './samples';

interface Props {
  readonly samples: Samples;
}

/** A searchable list, and lists of other kinds. */
export function ListSamples({ samples }: Props): VNode {
  const path = '/console/components';
  return (
    <Section id="lists" title="Lists">
      <Tabs
        label="Views"
        tabs={[
          { title: 'All', href: path, count: 1204, isCurrent: true },
          { title: samples.text, href: `${path}?status=new`, count: 41 },
        ]}
      />
      <SearchForm
        action={path}
        label="Search"
        placeholder="Institution, contact, city"
        value={samples.text}
        keep={{ status: samples.text }}
      >
        <Chips chips={[{ field: 'Type', value: samples.text, removeHref: path }]} />
        <AddFilter>
          <FilterChoices title="Status" choices={[{ title: samples.text, href: `${path}?status=new` }]} />
        </AddFilter>
        <ClearFilters href={path} />
      </SearchForm>
      <Results summary={samples.text}>
        <SampleTable samples={samples} />
      </Results>
      <ListPager
        rows={[1, 2]}
        total={{ count: 1_204 }}
        order="next to expire first"
        path={path}
        query={{}}
        pages={{ next: { after: '2' }, first: 1 }}
      />
      <EmptyState
        icon="search"
        title={`No license matches “${samples.text}”`}
        actions={<ButtonLink href={path} text="Search without filters" />}
      >
        {samples.text}
      </EmptyState>
      <Steps steps={['Upload', 'Check', 'Import']} current={1} />
      <ImportTable
        label="Rows with errors"
        heads={['Name', 'E-mail']}
        rows={[
          {
            line: 14,
            cells: [{ value: samples.text }, { value: samples.text, problem: samples.text }],
            result: 'error',
          },
          {
            line: 57,
            cells: [{ value: '', problem: 'The name is missing.' }, { value: 'a@b.example' }],
            result: 'error',
          },
          { line: 58, cells: [{ value: 'Lagos Mix' }, { value: 'c@d.example' }], result: 'update' },
        ]}
      />
      <Timeline
        entries={[
          { key: 1, icon: 'phone', text: samples.text, at: samples.at, evidence: samples.text },
          { key: 2, icon: 'mail', tone: 'ok', text: 'Mail: trial keys', at: samples.at },
        ]}
      />
    </Section>
  );
}

function SampleTable({ samples }: Props): VNode {
  const path = '/console/components';
  return (
    <Table
      label="Licenses"
      rows={[samples.text, 'RS4-7F2Q-9MXD-T4HW-K8ZD']}
      columns={[
        {
          head: 'Customer',
          width: 40,
          onCard: 'title',
          cell: (row) => <RowTitle href={path} title={row} note="Ilmenau, DE" />,
        },
        { head: 'Key', onCard: 'wide', cell: (row) => <Key value={row} isCut /> },
        {
          head: 'Status',
          onCard: 'status',
          cell: () => <Badge tone="ok" icon="circle-check" text="Active" />,
        },
        { head: 'Product', onCard: 'hidden', cell: () => <Cut text={samples.text} /> },
        {
          head: 'Expires',
          onCard: 'right',
          isRight: true,
          sort: { href: `${path}?order=expires`, direction: 'descending' },
          cell: () => '2 Oct 2025',
        },
      ]}
    />
  );
}
