import { Client } from 'pg';

/** Runs statements on the cluster's own database, outside any suite's. */
export function onCluster(...statements: string[]): Promise<void> {
  return onDatabase(urlOf('postgres'), ...statements);
}

/** Runs statements past the server and its pool. */
export async function onDatabase(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) {
      await client.query(statement);
    }
  } finally {
    await client.end();
  }
}

/** Somebody else's transaction, which holds what these statements lock until it is ended. */
export async function rivalOn(url: string, ...statements: string[]): Promise<{ end: () => Promise<void> }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of ['BEGIN', ...statements]) {
    await client.query(statement);
  }
  return { end: () => client.end() };
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
