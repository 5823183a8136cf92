import { Client } from 'pg';

/** Runs statements on the cluster's own database, outside any suite's. */
export async function onCluster(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: urlOf('postgres') });
  await client.connect();
  try {
    for (const statement of statements) {
      await client.query(statement);
    }
  } finally {
    await client.end();
  }
}

/** A fresh copy of the prepared database, for one suite at a time in this Jest worker. */
export async function freshDatabase(purpose = 'suite'): Promise<string> {
  const name = `${purpose}_${process.env.JEST_WORKER_ID ?? '0'}`;
  await onCluster(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`, `CREATE DATABASE ${name} TEMPLATE keyward`);
  return urlOf(name);
}

/** An empty database, as an operator would give us one. */
export async function emptyDatabase(purpose: string): Promise<string> {
  const name = `${purpose}_${process.env.JEST_WORKER_ID ?? '0'}`;
  await onCluster(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`, `CREATE DATABASE ${name} TEMPLATE template0`);
  return urlOf(name);
}

function urlOf(name: string): string {
  const url = new URL(process.env.KEYWARD_TEST_DATABASE ?? '');
  url.pathname = `/${name}`;
  return url.href;
}
