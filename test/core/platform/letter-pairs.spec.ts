import fc from 'fast-check';
import { hasPairs } from '../../../src/core/platform/database/letter-pairs';
import { likePattern } from '../../../src/core/platform/database/like-pattern';
import { plainText, withoutAccents } from '../../../src/core/platform/database/plain-text';
import { activate, issued } from '../../testkit/issue';
import { cases } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { statementsOf } from '../../testkit/statements';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const LETTERS = [...'会社株東京王伟ひらがなカタガー한국김ИвановЁёέλΣάabC9éÜøİ𠮷😀%_\\-、'];
const letters = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...LETTERS), { minLength, maxLength }).map((all) => all.join(''));
const name = fc.array(letters(1, 6), { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
/** What a person types: a part of a name that is there, in any case, or something else. */
const term = fc.oneof(
  letters(1, 4).map((text) => () => text),
  fc
    .tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 5 }), fc.boolean())
    .map(([which, from, length, isUpper]) => (names: readonly string[]) => {
      const whole = [...(names[which % names.length] ?? '')];
      const part = whole
        .slice(from % whole.length)
        .slice(0, length)
        .join('')
        .trim();
      return isUpper ? part.toUpperCase() : part;
    }),
);
const isSearched = (text: string): boolean => /[\p{L}\p{N}]/u.test(text) && !text.includes(' ') && hasPairs(text);

it('finds by pairs of letters what ILIKE finds in the texts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(name, { minLength: 5, maxLength: 20 }),
      fc.array(term, { minLength: 20, maxLength: 20 }),
      async (names, terms) => {
        await server.dataSource.query('DELETE FROM customers');
        await server.dataSource.query(
          `INSERT INTO customers (name, created_at, updated_at) SELECT name, now(), now() FROM unnest($1::text[]) AS name`,
          [names],
        );
        for (const q of terms.map((one) => one(names)).filter(isSearched)) {
          const expected = await server.dataSource.query<{ name: string }[]>(
            `SELECT name FROM customers WHERE ${withoutAccents('name')} ILIKE $1 ORDER BY id DESC`,
            [likePattern(plainText(q))],
          );
          const { items } = await server.sdk.customers.list({ q, limit: 100 });
          expect([q, items.map((one) => one.name)]).toEqual([q, expected.map((one) => one.name)]);
        }
      },
    ),
    cases(4),
  );
});

describe('two letters', () => {
  beforeAll(async () => {
    await server.dataSource.query('DELETE FROM customers');
    const { id: customer_id } = await server.sdk.customers.create({ name: 'Foo', company: '株式会社東京' });
    const license = await issued(server, {
      key: 'HAN-1',
      customer_id,
      description: '年間契約の更新 春の販売',
    });
    await activate(server, license.key, 'desk', { machine_name: '経理部のパソコン' });
  });

  it.each([
    ['customers', '会社', 'customers_pairs'],
    ['customers', '社東京', 'customers_pairs'],
    ['licenses', '契約', 'licenses_pairs'],
    ['licenses', '会社', 'customers_pairs'],
    ['licenses', 'の販', 'licenses_pairs'],
    ['activations', '理部', 'activations_pairs'],
    ['activations?name', 'パソ', 'activations_pairs'],
  ])('are found in the middle of a text of %s: %s, by %s', async (list, text, index) => {
    const [path, parameter = 'q'] = list.split('?');
    let found: unknown[] = [];
    const [search] = (
      await statementsOf(async () => {
        const { body } = await server.asAdmin('GET', `/api/v1/${path}`, { query: { [parameter]: text } });
        found = body.items;
      })
    ).filter((statement) => statement.text.includes('letter_pairs'));
    expect(found).toHaveLength(1);
    expect(await planOf(search)).toContain(`Bitmap Index Scan on ${index}`);
  });

  it('are searched in all rows, and one letter in the newest', async () => {
    await server.dataSource.query(
      `INSERT INTO customers (name, created_at, updated_at) SELECT 'Many', now(), now() FROM generate_series(1, 10000)`,
    );
    const { id } = await server.sdk.customers.create({ name: '新会社' });
    const searched = async (q: string) => {
      const { body } = await server.asAdmin('GET', '/api/v1/search', { query: { q, type: 'customer' } });
      return [body.items.length, body.searched_rows];
    };
    expect(await searched('会社')).toEqual([2, null]);
    expect(await searched('社')).toEqual([1, 10_000]);
    expect((await server.sdk.customers.list({ q: '会' })).items.map((one) => one.id)).toEqual([id]);
  });
});

/** Without the other ways: on small tables any plan is good. */
async function planOf(statement: { text: string; values: unknown[] } | undefined): Promise<string> {
  const runner = server.dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query('SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off');
    await runner.query(WITHOUT_TRIGRAMS);
    const rows = await runner.manager.query<{ 'QUERY PLAN': string }[]>(
      `EXPLAIN (COSTS OFF) ${statement?.text}`,
      statement?.values,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const WITHOUT_TRIGRAMS = `
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%gin_trgm_ops%' AND schemaname = 'public' LOOP
      EXECUTE format('DROP INDEX %I', name);
    END LOOP;
  END $$`;
