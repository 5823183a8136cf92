import { Client } from 'pg';
import type { DataSource, EntityMetadata } from 'typeorm';
import {
  permissionsAvailableTo,
  PRODUCT_ROLE_PERMISSIONS,
} from '../../../src/core/identity/permissions/granted-permissions';
import { Contract, type DocumentedOperation } from '../../support/conformance';
import { aProduct, keyOf } from '../../testkit/callers';
import { FOREIGN, plantForeignProduct } from '../../support/foreign-product';
import { activate, issued, validate } from '../../testkit/issue';
import { APIS, callOf } from '../../support/contracts';
import { type OperationCall, type PreparedWorld, worldOn } from '../../support/prepared-world';
import { sampleOf } from '../../testkit/sample';
import { type Answer, type Call, TestServer } from '../../testkit/server';
import { createLoggedInUser } from '../../testkit/users';

/** A policy that belongs to no product is for all of them: what no other may touch is a product's own. */
const policyOfProduct = async ({ server, name }: PreparedWorld) => ({ id: (await aProduct(server, name())).policy });
const POLICIES: Record<string, OperationCall> = {
  getPolicy: { good: policyOfProduct },
  updatePolicy: {
    good: async (world) => ({ ...(await policyOfProduct(world)), body: { grace_days: 3 } }),
  },
  deletePolicy: { good: policyOfProduct },
  publishPolicyVersion: { good: async (world) => ({ ...(await policyOfProduct(world)), body: {} }) },
  listPolicyVersions: { good: policyOfProduct },
};

/** Those of one's own session are for every user. */
const operationsOf = (file: string) =>
  Contract.of(file).operations.filter(
    ({ takesKeys, takesTokens, path }) => takesKeys || (takesTokens && !path.includes('/auth/')),
  );

const DOCUMENTS = APIS.filter(({ file }) => operationsOf(file).length > 0).map((api) => ({
  ...api,
  calls: { ...api.calls, ...POLICIES },
}));

/** What a product owns, or all products share. Tables that refer to them, or to what refers to them, belong to them. */
const ROOTS = ['products', 'licenses', 'policies', 'groups', 'resources', 'app_bundles', 'webhook_endpoints'];

/** Tables to which every call may write: the use of a key, and the log. */
const WRITTEN_BY_CALLS = ['api_keys', 'api_key_uses', 'verifications'];

/** The hash of every row of what belongs to products, by its table and primary key. */
function ownedRows({ entityMetadatas }: DataSource): string {
  const owned = new Set(ROOTS);
  const belongs = ({ foreignKeys, columns }: EntityMetadata) =>
    foreignKeys.some(({ referencedEntityMetadata }) => owned.has(referencedEntityMetadata.tableName)) ||
    columns.some(({ databaseName }) => databaseName === 'product_id' || databaseName === 'license_id');
  // As often as there are tables: the longest way from a table to a root.
  entityMetadatas.forEach(() => entityMetadatas.filter(belongs).forEach(({ tableName }) => owned.add(tableName)));
  const tables = entityMetadatas.filter(
    ({ tableName }) => owned.has(tableName) && !WRITTEN_BY_CALLS.includes(tableName),
  );
  return tables
    .map(({ tableName, primaryColumns }) => {
      const key = primaryColumns.map(({ databaseName }) => `t.${databaseName}`).join(` || ' ' || `);
      return `SELECT '${tableName} ' || ${key} AS name, hash_record_extended(t, 0) AS row FROM ${tableName} t`;
    })
    .join(' UNION ALL ');
}

/**
 * What is of none of these products, which are the caller's and the one that is always there, for no answer to have its texts.
 * Those that Keyward brings along are called otherwise for a while.
 */
const deleteOthers = (products: string, customers: string) => `
  DELETE FROM resources WHERE status = 'allocated' AND identifier NOT LIKE '${FOREIGN}%';
  DELETE FROM licenses WHERE product_id NOT IN (${products});
  DELETE FROM customers WHERE uid NOT IN (${customers});
  DELETE FROM app_bundles;
  DELETE FROM webhook_endpoints WHERE coalesce(description, '') NOT LIKE '${FOREIGN}%';
  DELETE FROM events WHERE coalesce(data ->> 'product_id', '') <> ALL (ARRAY[${products}]::text[]);
  DELETE FROM key_pools WHERE product_id NOT IN (${products});
  DELETE FROM product_versions WHERE product_id NOT IN (${products});
  DELETE FROM products WHERE id NOT IN (${products}) AND reference NOT LIKE '%-default';
  DELETE FROM policies WHERE id NOT IN (SELECT policy_id FROM products);
  UPDATE products SET reference = 'gone ' || reference WHERE reference ~ '^[a-z0-9]+-default$';`;

/** One connection for what each test does with the tables: it plans the statements once. */
class Tables {
  private constructor(private readonly client: Client) {}

  static async of({ databaseUrl, dataSource }: TestServer, own: { products: string; customers: string }) {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`
      CREATE FUNCTION delete_others() RETURNS void LANGUAGE plpgsql AS $$
        BEGIN ${deleteOthers(own.products, own.customers)} END $$;
      PREPARE owned_rows AS ${ownedRows(dataSource)};`);
    return new Tables(client);
  }

  async contents(): Promise<Record<string, string>> {
    const { rows } = await this.client.query<{ name: string; row: string }>('EXECUTE owned_rows');
    return Object.fromEntries(rows.map(({ name, row }) => [name, row]));
  }

  async deleteOthers(): Promise<void> {
    await this.client.query('SELECT delete_others()');
  }

  async restore(): Promise<void> {
    await this.client.query(
      `SELECT delete_others(); UPDATE products SET reference = substr(reference, 6) WHERE reference LIKE 'gone %'`,
    );
  }

  stop(): Promise<void> {
    return this.client.end();
  }
}

let server: TestServer;
let tables: Tables;
let own: { keys: Record<'internal' | 'external', string>[]; token: string };

beforeAll(async () => {
  server = await TestServer.shared();
  await aProduct(server, 'own');
  const { id: customer } = await server.sdk.customers.create({ name: 'Own' });
  const { key } = await issued(server, { product: 'own', customer_id: customer });
  await activate(server, key, 'own desk');
  await validate(server, key, 'own desk');
  await aProduct(server, 'further');
  const foreign = await plantForeignProduct(server, customer);
  const [{ products }] = await server.dataSource.query(
    `SELECT string_agg(id::text, ', ') AS products FROM products WHERE reference IN ('own', 'further', '${FOREIGN}-product')`,
  );
  const bound = async (of: string[]) => ({
    internal: (await keyOf(server, 'internal', { products: of, permissions: permissionsAvailableTo('internal', true) }))
      .key,
    external: (await keyOf(server, 'external', { products: of })).key,
  });
  const keys = [await bound(['own']), await bound(['own', 'further'])];
  own = { keys, token: await tokenOfProduct(server, 'own') };
  tables = await Tables.of(server, { products, customers: `'${customer}', '${foreign.customer}'` });
});
afterAll(async () => {
  await tables.stop();
  await server.stop();
});

/**
 * No answer to a caller of some products has a text of another one. An operation on things of other products answers a key or a user of one product, or a key of two, as it
 * does once they are gone, and changes none.
 */
describe.each(DOCUMENTS)('a caller of its own products at the operations of $file', (api) => {
  const { file, prefix } = api;
  const all = operationsOf(file);
  const operations = sampleOf(all, Math.max(3, Math.ceil(all.length / 5)), file);
  let world: PreparedWorld;
  beforeAll(async () => {
    world = await worldOn(server);
  });

  it.each(operations)('$id', async (operation) => {
    // A world of its own for each: none finds what another call made.
    const sent = await callOf(api, operation.id).good({ ...world });
    const before = await tables.contents();
    const known = await send(operation, sent);
    expect(await tables.contents()).toEqual(expect.objectContaining(before));
    expect(known.filter(({ status }) => status >= 500)).toEqual([]);
    expect(known.filter(({ body }) => JSON.stringify([body]).includes(FOREIGN))).toEqual([]);
    if (known.every(({ status, body }) => status === 403 && body.error?.code === 'FORBIDDEN')) {
      return;
    }
    await tables.deleteOthers();
    try {
      expect(known.map(plain)).toEqual((await send(operation, sent)).map(plain));
    } finally {
      await tables.restore();
    }
  });

  /** The answers to a key of one product, a key of two and a user of one, as far as the operation takes them. */
  async function send(
    { method, path, takesKeys, takesTokens }: DocumentedOperation,
    sent: Record<string, unknown>,
  ): Promise<Answer[]> {
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(sent[name])));
    const { body, query, headers } = sent as Call;
    const answers: Answer[] = [];
    if (takesTokens) {
      const authorization = `Bearer ${own.token}`;
      answers.push(
        await server.call(method.toUpperCase(), prefix + url, { body, query, headers: { ...headers, authorization } }),
      );
    }
    for (const keys of takesKeys ? own.keys : []) {
      const key = takesTokens ? keys.internal : keys.external;
      answers.push(await server.withKey(method.toUpperCase(), prefix + url, { body, query, headers }, key));
    }
    return answers;
  }
});

/** A user of a role that has all permissions that a role of a product can have. */
async function tokenOfProduct(server: TestServer, product: string): Promise<string> {
  const role = { name: 'of a product', permissions: [...PRODUCT_ROLE_PERMISSIONS], products: [product] };
  expect((await server.asAdmin('POST', '/api/v1/roles', { body: role })).status).toBe(201);
  return (await createLoggedInUser(server, role.name)).token;
}

/** Without what differs between any two answers: the request's id, and the id and the times of what was created. */
function plain({ status, body }: Answer): unknown {
  const text = JSON.stringify(body)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'uuid')
    .replace(/"token":"[^"]+"/, 'token')
    .replace(/whsec_[^"]+/, 'secret')
    .replace(/"number":\d+|"20\d\d-[^"]+Z"/g, 'another');
  return { status, text };
}

it('holds a system key to its product too', async () => {
  const { key: licenseKey } = await issued(server, { expires_at: '2090-01-01' });
  const { key } = await keyOf(server, 'system', { product: 'own' });
  const verify = async (license_key: string) =>
    (await server.withKey('POST', '/api/license/verify', { body: { license_key, hardware_hash: 'desk' } }, key)).body;
  expect(await verify(licenseKey)).toMatchObject({ valid: false, license: null });
  expect(await verify(licenseKey)).toEqual(await verify('UNKNOWN'));
});

it('hides no license or product of its own behind the key or the reference of another', async () => {
  const { key } = await keyOf(server, 'internal', { product: 'own' });
  const license = await issued(server, { product: 'own' });
  const [{ id: product }] = await server.dataSource.query(`SELECT id FROM products WHERE reference = 'own'`);
  await aProduct(server, String(product));
  await issued(server, { key: String(license.number) });
  const status = async (path: string) => (await server.withKey('GET', `/api/internal/${path}`, {}, key)).status;
  expect([await status(`product-licenses/${license.number}`), await status(`products/${product}`)]).toEqual([200, 200]);
});
