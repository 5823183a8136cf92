import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Findings } from './clocks-findings';
import { activate, DEVICES, type Licenses, sendHeartbeat, startSession, useOnce, usedIn } from './clocks-licenses';
import type { NodeClient, Reply } from './node-client';

/** Failures after which a name is locked out, for a quarter of an hour at most. */
const WRONG_PASSWORDS = 11;
const MOST_LOCKED_S = 900;
const MOST_SIGNED_IN_S = 3_600;
const LEASE_S = 60;
/** A ready node may be off by a minute. */
const MARGIN_S = 75;
/** Age of a session whose program will send its next heartbeat soon: programs are asked to send one each 30 seconds. */
const QUIET_S = 25;

export interface MarkOptions {
  readonly pool: Pool;
  readonly password: string;
  readonly wrong: NodeClient;
  readonly right: NodeClient;
  /** One of whose floating seats is free. */
  readonly licenses: Licenses;
}

type Judge = (isRight: boolean, name: string, reply: Reply) => void;

/** What requests at a node with a wrong clock leave for the nodes with a right one. */
export class Marks {
  private readonly name = `nobody-${randomUUID()}`;
  private readonly once = randomUUID();
  private answered: Reply | undefined;
  private started: string | undefined;
  private signedIn: string | undefined;

  constructor(private readonly options: MarkOptions) {}

  /** While all clocks are right. */
  async prepare(): Promise<void> {
    const { pool, right, licenses } = this.options;
    this.answered = await useOnce(right, licenses.never, this.once);
    await right.call('POST', '/api/v1/license-sessions/end', { session_token: licenses.sessions[1] });
    await pool.query(
      `UPDATE license_sessions SET last_beat_at = last_beat_at - make_interval(secs => $2), started_at = started_at - make_interval(secs => $2)
       WHERE ended_at IS NULL AND license_id = (SELECT id FROM licenses WHERE key = $1)`,
      [licenses.never, QUIET_S],
    );
  }

  /** Sends requests to the node with the wrong clock. Its answers do not count. */
  async leave(): Promise<void> {
    const { wrong, licenses, password } = this.options;
    this.signedIn = textIn(await signIn(wrong, 'admin', password), 'access_token');
    for (let count = 0; count < WRONG_PASSWORDS; count++) {
      await signIn(wrong, this.name, 'not the password');
    }
    await useOnce(wrong, licenses.never, this.once);
    await activate(wrong, licenses.never, 'device-4');
    this.started = textIn(await startSession(wrong, licenses.never, DEVICES[1]), 'session_token');
  }

  /** Asks the node whose clock was always right. */
  async judge(findings: Findings, about: () => string): Promise<void> {
    const { right, licenses } = this.options;
    const judge: Judge = (isRight, name, reply) =>
      findings.check(isRight, name, () => `${about()}: ${reply.status} ${reply.text.slice(0, 300)}`);
    const going = await sendHeartbeat(right, licenses.sessions[0] ?? '');
    judge(going.status === 200, 'a session goes on whose license has got another session at a wrong node', going);
    const again = await useOnce(right, licenses.never, this.once);
    judge(
      again.text === this.answered?.text,
      'a repeated request with an Idempotency-Key has its first answer, although a wrong node got it too',
      again,
    );
    judge(usedIn(again) === 1, 'a request with an Idempotency-Key counts once', again);
    const locked = await signIn(right, this.name, 'not the password');
    judge(
      Number(locked.headers['retry-after'] ?? 0) <= MOST_LOCKED_S + MARGIN_S,
      'wrong passwords at a wrong node lock nobody out for more than a quarter of an hour',
      locked,
    );
    await this.judgeSession(judge);
    await this.judgeSignIn(judge);
  }

  private async judgeSession(judge: Judge): Promise<void> {
    if (this.started !== undefined) {
      const beat = await sendHeartbeat(this.options.right, this.started);
      const end = Date.parse(textIn(beat, 'expires_at') ?? '');
      const isShort = beat.status !== 200 || end - Date.now() < (LEASE_S + MARGIN_S) * 1_000;
      judge(isShort, 'a session that a wrong node has started takes its seat for no more than a lease', beat);
    }
  }

  private async judgeSignIn(judge: Judge): Promise<void> {
    if (this.signedIn !== undefined) {
      const authorization = `Bearer ${this.signedIn}`;
      const me = await this.options.right.call('GET', '/api/v1/auth/me', undefined, { authorization });
      const isShort = me.status !== 200 || endOf(this.signedIn) - Date.now() < (MOST_SIGNED_IN_S + MARGIN_S) * 1_000;
      judge(isShort, 'a token of a wrong node is accepted for no more than an hour', me);
    }
  }
}

/** End of a token, which is a JWT. */
function endOf(token: string): number {
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return typeof claims === 'object' && claims !== null && 'exp' in claims ? Number(claims.exp) * 1_000 : NaN;
}

function signIn(client: NodeClient, username: string, password: string): Promise<Reply> {
  return client.call('POST', '/api/v1/auth/login', { username, password });
}

function textIn({ body }: Reply, field: string): string | undefined {
  const value = body?.[field];
  return typeof value === 'string' ? value : undefined;
}
