import { readFile } from 'node:fs/promises';
import { Keyward, KeywardError } from '@keyward/sdk';

const USAGE = `licenses issue <customers.csv>   issue a license for each row: e-mail, name, seats
licenses expiring <days>         list the licenses that expire in this time
licenses revoke <license key>    revoke a license`;

const PRODUCT = 'my-program';
const DAY = 86_400_000;

const { KEYWARD_URL: baseUrl = 'http://localhost:8080', KEYWARD_API_KEY: apiKey } = process.env;
const keyward = new Keyward({ baseUrl, apiKey });

const COMMANDS = {
  async issue(file) {
    const rows = (await readFile(file, 'utf8')).trim().split(/\r?\n/).slice(1);
    for (const row of rows) {
      const [email, name, seats] = row.split(',').map((cell) => cell.trim());
      const customer = await customerWith(email, name);
      // The same file again issues nothing again.
      const { items } = await keyward.licenses.list({ product: PRODUCT, customer_id: customer.id, limit: 1 });
      const order = { product: PRODUCT, customer_id: customer.id, max_activations: Number(seats) };
      const license = items[0] ?? (await keyward.licenses.issue(order));
      console.log(`${email},${license.key}`);
    }
  },

  async expiring(days) {
    const now = Date.now();
    const query = {
      product: PRODUCT,
      expires_after: new Date(now).toISOString(),
      expires_before: new Date(now + Number(days) * DAY).toISOString(),
    };
    for await (const license of keyward.licenses.list(query)) {
      console.log(`${license.expires_at},${license.key}`);
    }
  },

  async revoke(key) {
    const { items } = await keyward.licenses.list({ key });
    for (const { id } of items) {
      const { status } = await keyward.licenses.revoke(id);
      console.log(`${key}: ${status}`);
    }
  },
};

async function customerWith(email, name) {
  const { items } = await keyward.customers.list({ email, limit: 1 });
  return items[0] ?? keyward.customers.create({ email, name });
}

const [command = '', argument] = process.argv.slice(2);
try {
  if (!Object.hasOwn(COMMANDS, command) || argument === undefined) {
    throw new Error(USAGE);
  }
  await COMMANDS[command](argument);
} catch (error) {
  console.error(error instanceof KeywardError ? String(error) : error.message);
  process.exitCode = 1;
}
