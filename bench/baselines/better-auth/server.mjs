// better-auth's api-key plugin with its defaults, behind node:http: a license key is an API key. It limits each key by counting in
// the database; here the limit is far away. It writes no log.
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import pg from 'pg';

const LICENSES = Number(process.env.BENCH_LICENSES);

process.on('SIGTERM', () => process.exit(0));

const pool = new pg.Pool({ connectionString: process.env.BENCH_DATABASE_URL });
const auth = betterAuth({
  database: pool,
  baseURL: 'http://127.0.0.1',
  secret: 'a secret of the benchmark alone, 32 characters',
  emailAndPassword: { enabled: true },
  telemetry: { enabled: false },
  logger: { level: 'error' },
  plugins: [apiKey({ rateLimit: { enabled: true, timeWindow: 86_400_000, maxRequests: 1_000_000_000 } })],
});

/** One key is made by the plugin, the others are copies of its row with the hashes of the licenses' keys. */
async function prepare() {
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
  const { user } = await auth.api.signUpEmail({
    body: { name: 'Bench', email: 'bench@example.com', password: 'only for the benchmark' },
  });
  const { id } = await auth.api.createApiKey({ body: { userId: user.id } });
  const { rows } = await pool.query(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'apikey' AND column_name NOT IN ('id', 'key')`,
  );
  const columns = rows.map(({ name }) => `"${name}"`).join(', ');
  await pool.query(
    `INSERT INTO apikey (id, key, ${columns})
     SELECT 'bench-' || n, translate(encode(sha256((${process.env.BENCH_KEY_SQL})::bytea), 'base64'), '+/=', '-_'), ${columns}
     FROM apikey, generate_series(1, $1::integer) AS n WHERE id = $2`,
    [LICENSES, id],
  );
  await pool.query('VACUUM (ANALYZE) apikey');
}

async function answer(request) {
  const { license_key: key } = await json(request);
  const { valid, error } = await auth.api.verifyApiKey({ body: { key } });
  return { valid, message: error?.code ?? 'VALID', license: { key } };
}

await prepare();
const server = createServer((request, response) => {
  answer(request).then(
    (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
    (error) => response.writeHead(500).end(JSON.stringify({ error: String(error) })),
  );
});
server.listen(0, '127.0.0.1', () => console.log(`listening at http://127.0.0.1:${server.address().port}`));
