import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { NodeClient, Reply } from './node-client';
import type { Failures, Random } from './part';

/** Longest time in which a refused call is repeated. */
const REPEAT_LIMIT_MS = 60_000;
const LONGEST_PAUSE_MS = 1_000;
/** Far below its Retry-After: the first call of a key in use ends within milliseconds. */
const KEY_PAUSE_MS = 20;

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly call: Call;
  /** Position of the node that answered. */
  readonly node: number;
  readonly status: number;
  /** Code of a refusal or of a verdict. */
  readonly code: string | undefined;
  readonly reply: Reply;
}

/** Counts of one kind of races. */
export class Tally {
  races = 0;
  calls = 0;
  /** Places that were given beyond a limit, and usable answers after a revocation. */
  over = 0;
  /** Places that were free and not given. */
  lost = 0;
  /** Answers that should not be, and differences between answers and database. */
  wrong = 0;
  /** Answers 503 with Retry-After, and 409 of a key in use, after which the call was repeated. */
  refused = 0;
}

/** The outcome of a race is not known, so its license is not used again. */
export class Spoiled extends Error {}

/** Three nodes with one database. */
export interface Course {
  /** Name of the configuration. */
  readonly name: string;
  readonly nodes: readonly NodeClient[];
  readonly pool: Pool;
  /** Headers of an admin. */
  readonly admin: Readonly<Record<string, string>>;
  readonly failures: Failures;
  readonly log: ExpectedLog;
}

/** What the log of requests must have. */
export class ExpectedLog {
  /** Calls that were refused by 503: they may be in the log. */
  refused = 0;
  readonly answers = new Map<string, number>();

  add({ call, status }: Answer): void {
    const operation = OPERATIONS[call.path];
    // A trial that is refused names no license. An answer with an Idempotency-Key may repeat an earlier one.
    const isMissing = (call.path === TRIALS && status >= 300) || call.headers?.['idempotency-key'] !== undefined;
    if (operation !== undefined && !isMissing && !isReturn(call)) {
      this.answers.set(operation, (this.answers.get(operation) ?? 0) + 1);
    }
  }
}

/** The calls of one lane for one kind of races, and their count. */
export class Races {
  constructor(
    readonly course: Course,
    readonly kind: string,
    readonly lane: number,
    readonly random: Random,
    readonly tally: Tally,
  ) {}

  /** Sends the calls at the same time, each to the next node. */
  async together(calls: readonly Call[]): Promise<Answer[]> {
    const first = this.random.below(this.course.nodes.length);
    const settled = await Promise.allSettled(calls.map((call, index) => this.call(call, first + index)));
    const broken = settled.find((one) => one.status === 'rejected');
    if (broken) {
      throw broken.reason;
    }
    return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }

  /** One call, to any node by default; repeated while it is refused for the moment. */
  async call(call: Call, turn = this.random.below(this.course.nodes.length)): Promise<Answer> {
    const node = turn % this.course.nodes.length;
    const end = performance.now() + REPEAT_LIMIT_MS;
    for (;;) {
      const answer = await this.answered(call, node);
      if (!isForTheMoment(answer)) {
        return this.checked(answer);
      }
      this.tally.refused += 1;
      this.course.log.refused += answer.status === 503 ? 1 : 0;
      if (performance.now() > end) {
        this.wrong(`is refused for ${REPEAT_LIMIT_MS / 1_000} s`, [answer]);
        throw new Spoiled();
      }
      await pause(answer.status === 503 ? Math.min(LONGEST_PAUSE_MS, retryAfterOf(answer) * 1_000) : KEY_PAUSE_MS);
    }
  }

  over(places: number, sentence: string, answers: readonly Answer[]): void {
    this.tally.over += places;
    this.fail(`over the limit: ${sentence}`, answers);
  }

  lost(places: number, sentence: string, answers: readonly Answer[]): void {
    this.tally.lost += places;
    this.fail(`lost: ${sentence}`, answers);
  }

  wrong(sentence: string, answers: readonly Answer[]): void {
    this.tally.wrong += 1;
    this.fail(sentence, answers);
  }

  private async answered(call: Call, node: number): Promise<Answer> {
    this.tally.calls += 1;
    const { method, path, body, headers } = call;
    try {
      const reply = await this.client(node).call(method, path, body, headers);
      return { call, node, status: reply.status, code: codeOf(reply), reply };
    } catch (error) {
      this.wrong(`${told(call, node)} has no answer: ${String(error)}`, []);
      throw new Spoiled();
    }
  }

  private checked(answer: Answer): Answer {
    if (answer.status >= 500 || answer.status === 429) {
      this.wrong('is answered as it must not be', [answer]);
      throw new Spoiled();
    }
    this.course.log.add(answer);
    return answer;
  }

  private client(node: number): NodeClient {
    const client = this.course.nodes[node];
    if (client === undefined) {
      throw new Error(`There is no node ${node}`);
    }
    return client;
  }

  private fail(sentence: string, answers: readonly Answer[]): void {
    const { course, kind, lane, tally } = this;
    const told = answers.map(toldAnswer).join('; ');
    course.failures.add(
      `${course.name}, ${kind}, lane ${lane}, near race ${tally.races}: ${sentence}${told && ` [${told}]`}`,
    );
  }
}

/** Nothing was changed, and the server says when to come back. An outcome that is unknown is none of these: nothing here breaks a connection. */
function isForTheMoment(answer: Answer): boolean {
  const { status, code } = answer;
  const isRefusal = status === 503 ? code !== 'OUTCOME_UNKNOWN' : code === 'IDEMPOTENCY_KEY_IN_USE';
  return isRefusal && retryAfterOf(answer) > 0;
}

const retryAfterOf = ({ reply }: Answer): number => Number(reply.headers['retry-after']);

/** Whether a borrowed session is returned, which is not in the log. */
const isReturn = ({ body }: Call): boolean => body !== undefined && 'borrow_days' in body && body.borrow_days === 0;

const TRIALS = '/api/v1/trials';
/** The operation under which each answer must be in the log of requests. */
const OPERATIONS: Readonly<Record<string, string>> = {
  '/api/v1/activate': 'activate',
  '/api/v1/deactivate': 'deactivate',
  '/api/v1/validate': 'check',
  '/api/v1/heartbeat': 'heartbeat',
  '/api/v1/license-sessions': 'session',
  '/api/v1/license-sessions/heartbeat': 'session',
  '/api/v1/usage': 'usage',
  '/api/v1/usage/reservations': 'usage',
  [TRIALS]: 'activate',
};

function codeOf({ body }: Reply): string | undefined {
  const error = body?.error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : body?.code;
  return typeof code === 'string' ? code : undefined;
}

function toldAnswer({ call, node, status, code }: Answer): string {
  return `${told(call, node)} → ${status}${code === undefined ? '' : ` ${code}`}`;
}

function told({ method, path, body }: Call, node: number): string {
  return `node ${node + 1} ${method} ${path}${body ? ` ${JSON.stringify(body)}` : ''}`;
}

/** Races for the same limit again and again. */
export interface Contest {
  race(): Promise<void>;
  /** Compares the answers with the database, and reports differences. */
  compare(): Promise<void>;
}

/** Some values in random order. */
export function someOf<T>(random: Random, values: readonly T[], count: number): T[] {
  const left = [...values];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.below(left.length), 1)).flat();
}

/** Field of an answer that must be a text. */
export function textOf(answer: Answer, field: string): string {
  const value = answer.reply.body?.[field];
  return typeof value === 'string' ? value : '';
}
