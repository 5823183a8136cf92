import { randomUUID } from 'node:crypto';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { AppModule } from './app';
import { AccessTokensService } from './core/identity/users/access-tokens.service';
import { UserSession } from './core/identity/users/user-session.entity';
import { User } from './core/identity/users/user.entity';
import { readSettings } from './core/platform/config/read-settings';
import { JobsService } from './core/platform/jobs/jobs.service';
import { DIALECT_ENV } from './core/start/all-dialects';
import { createApp } from './core/start/serve';

const POLL_MS = 100;
/** Longer than any import takes. */
const LIFETIME_MS = 7 * 24 * 3_600_000;

export interface DatabaseCopy {
  /** Environment of the server whose database was copied. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly databaseUrl: string;
}

/** A server for one caller of this machine. */
export interface RehearsalServer {
  readonly url: string;
  /** Token of an owner: an import may bring API keys of any kind. */
  readonly token: string;
}

/**
 * Serves a copy of the database while the work runs. Of the jobs, only the named ones run: no e-mail and no webhook is sent,
 * nothing is scheduled, and jobs that the original has queued are not repeated.
 */
export async function rehearse<T>(
  { environment, databaseUrl }: DatabaseCopy,
  jobs: readonly string[],
  work: (server: RehearsalServer) => Promise<T>,
): Promise<T> {
  const settings = readSettings({ ...environment, ...ALONE, DATABASE_URL: databaseUrl }, DIALECT_ENV);
  const app = await createApp(settings, databaseUrl, (own, url) => AppModule.with(own, url));
  try {
    await app.get(DataSource).query('DELETE FROM graphile_worker._private_jobs');
    await app.listen(0, '127.0.0.1');
    const [url, token] = [await app.getUrl(), await tokenOfOwner(app)];
    return await runJobsDuring(app, jobs, () => work({ url, token }));
  } finally {
    await app.close();
  }
}

async function tokenOfOwner(app: INestApplicationContext): Promise<string> {
  const { manager } = app.get(DataSource);
  const where = { role: 'owner', deactivatedAt: IsNull() };
  const owner = await manager.findOneOrFail(User, { where, order: { id: 'ASC' } });
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + LIFETIME_MS);
  const session = { id: randomUUID(), userId: owner.id, hasSecondFactor: true, createdAt, expiresAt };
  await manager.insert(UserSession, session);
  return app.get(AccessTokensService).sign(session.id, owner.username, expiresAt);
}

/** Settings of the server that a copy does without: other databases, limits in Redis, its certificate, further processes. */
const ALONE = {
  DATABASE_DIRECT_URL: undefined,
  DATABASE_READ_URL: undefined,
  REDIS_URL: undefined,
  TLS_CERT: undefined,
  TLS_KEY: undefined,
  WORKERS: undefined,
  LOG_LEVEL: 'error',
};

/** A job that fails ends the work. */
async function runJobsDuring<T>(
  app: INestApplicationContext,
  names: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const state = { isOver: false };
  const result = work().finally(() => (state.isOver = true));
  const running = async (): Promise<never> => {
    while (!state.isOver) {
      await runDue(app, names);
      await elapsed(POLL_MS);
    }
    return new Promise(() => undefined);
  };
  return Promise.race([result, running()]);
}

async function runDue(app: INestApplicationContext, names: readonly string[]): Promise<void> {
  for (;;) {
    const [[due]] = await app.get(DataSource).query<[{ name: string; payload: object }[], number]>(TAKE, [names]);
    if (!due) {
      return;
    }
    await app
      .get(JobsService)
      .all.find(({ name }) => name === due.name)
      ?.run(due.payload);
  }
}

const TAKE = `
  DELETE FROM graphile_worker._private_jobs AS job USING graphile_worker._private_tasks AS task
  WHERE task.id = job.task_id AND job.id = (
    SELECT next.id FROM graphile_worker._private_jobs AS next JOIN graphile_worker._private_tasks AS named ON named.id = next.task_id
    WHERE named.identifier = ANY ($1) AND next.run_at <= now() ORDER BY next.id LIMIT 1
  )
  RETURNING task.identifier AS name, job.payload`;
