import fc from 'fast-check';
import { types } from 'pg';
import { RAW_TYPES, LazyRows } from './lazy-rows';
import { cases } from '../../../../test/testkit/sample';

const { TIMESTAMPTZ, INT4 } = types.builtins;
const quick = RAW_TYPES.getTypeParser(TIMESTAMPTZ, 'text');
const ofPg = types.getTypeParser(TIMESTAMPTZ, 'text');

/** Times as PostgreSQL writes them, in years that a calendar has. */
const times = fc
  .record({
    at: fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
    fraction: fc.constantFrom('', '.5', '.05', '.123', '.1234', '.123456'),
    offset: fc.constantFrom('+00', '+02', '-03:30', '+05:45'),
  })
  .map(({ at, fraction, offset }) => `${at.toISOString().slice(0, 19).replace('T', ' ')}${fraction}${offset}`);

it('reads times as pg does', () => {
  fc.assert(
    fc.property(times, (text) => expect(quick(text)).toEqual(ofPg(text))),
    cases(),
  );
});

it.each(['infinity', '-infinity', '0044-03-15 12:00:00+00 BC', '10000-01-01 00:00:00+00'])(
  'reads %s as pg does',
  (text) => {
    expect(quick(text)).toEqual(ofPg(text));
  },
);

it('leaves other types to pg', () => {
  expect(RAW_TYPES.getTypeParser(INT4, 'text')('7')).toBe(7);
});

it('names the values of rows by the columns of their statement, and reads each when it is used', () => {
  const views = new LazyRows();
  const name = { name: 'name', parse: (text: string) => text };
  const columns = [{ name: 'id', parse: Number }, name];
  const [row] = views.of<{ id: number; name: string | null }>('one', columns, [['7', null]]);
  const [other] = views.of<{ name: string }>('two', [name], [['a']]);
  expect([row?.id, row?.name, other?.name]).toEqual([7, null, 'a']);
});
