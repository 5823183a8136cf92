import { RowParameters } from './row-parameters';

interface Row {
  readonly text: string | null;
  readonly count: number;
  readonly done: boolean;
  readonly at: Date;
}

const rows = new RowParameters<Row>({ text: 'text', count: 'bigint', done: 'boolean', at: 'timestamptz' });
const row = (text: string | null): Row => ({ text, count: 2, done: true, at: new Date('2031-01-20T00:00:00.123Z') });

it('names an array for each column', () => {
  expect([rows.names, rows.arrays]).toEqual([
    'text, count, done, at',
    '$1::text[], $2::bigint[], $3::boolean[], $4::timestamptz[]',
  ]);
});

it('writes the values of each column, whatever a text contains', () => {
  expect(rows.values([row('a "quoted" \\ {text}, with a comma'), row(null), row('NULL'), row('')])).toEqual([
    '{"a \\"quoted\\" \\\\ {text}, with a comma",null,"NULL",""}',
    '{2,2,2,2}',
    '{true,true,true,true}',
    '{2031-01-20T00:00:00.123Z,2031-01-20T00:00:00.123Z,2031-01-20T00:00:00.123Z,2031-01-20T00:00:00.123Z}',
  ]);
});

it('writes no rows', () => {
  expect(rows.values([])).toEqual(['{}', '{}', '{}', '{}']);
});
