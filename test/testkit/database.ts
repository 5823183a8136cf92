import { Client } from 'pg';
import { running } from './leftovers';

interface LastingDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

let count = 0;

/** Runs statements on the cluster's `postgres` database. */
export function onCluster(...statements: string[]): Promise<void> {
  return onDatabase(urlOf('postgres'), ...statements);
}

/** Runs statements on a separate connection, without the server and its pool. */
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

/** Starts a transaction that holds the locks of these statements until `end`, or the end of the spec file. */
export async function holdLocks(url: string, ...statements: string[]): Promise<{ end: () => Promise<void> }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of ['BEGIN', ...statements]) {
    await client.query(statement);
  }
  const lock = { stop: () => client.end() };
  running.add(lock);
  return {
    end: () => {
      running.delete(lock);
      return lock.stop();
    },
  };
}

/** Creates a copy of the prepared database, or of another that nobody is connected to; dropped after the spec file. */
export function freshDatabase(purpose = 'suite', original?: string): Promise<string> {
  return copyOf(original === undefined ? preparedName() : nameIn(original), purpose);
}

/** Creates a copy of the prepared database that outlives the spec file. */
export function lastingDatabase(purpose: string): Promise<LastingDatabase> {
  return lastingCopyOf(preparedName(), purpose);
}

/** Creates an empty database, as an operator would. */
export function emptyDatabase(purpose: string): Promise<string> {
  return copyOf('template0', purpose);
}

async function copyOf(template: string, purpose: string): Promise<string> {
  const { url, drop } = await lastingCopyOf(template, purpose);
  running.add({ stop: drop });
  return url;
}

async function lastingCopyOf(template: string, purpose: string): Promise<LastingDatabase> {
  const name = `${purpose}_${process.pid}_${++count}`;
  await onCluster(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  return { url: urlOf(name), drop: () => onCluster(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** URL of a database of the cluster. */
export function urlOf(name: string): string {
  const url = new URL(process.env.KEYWARD_TEST_DATABASE ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

/** Name of the prepared database, which nobody is connected to. */
export function preparedName(): string {
  return nameIn(process.env.KEYWARD_TEST_DATABASE ?? '');
}

export function nameIn(url: string): string {
  return new URL(url).pathname.slice(1);
}
