import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { type Admin, issueLicenses, type Licenses, type Terms } from './clocks-licenses';
import { Findings } from './clocks-findings';
import { askEach, keepAsking, probesOf } from './clocks-load';
import { Marks } from './clocks-marks';
import type { ClockedNode } from './clocks-node';
import { type ReadyTimes, ReadyWatch } from './clocks-ready';
import type { WebhookSink } from './clocks-webhooks';
import { describe, type Step } from './clocks-steps';
import type { NodeClient } from './node-client';

/** The nodes read their clocks from a file. */
const SEEN_MS = 300;

/** A node with the clock that it gets. */
export interface Victim {
  readonly node: ClockedNode;
  readonly step: Step;
}

export interface Trial {
  readonly admin: Admin;
  readonly terms: Terms;
  /** Nodes whose clocks stay right. */
  readonly right: readonly NodeClient[];
  readonly victims: readonly Victim[];
  readonly token: string;
  readonly pool: Pool;
  /** Of the user `admin`. */
  readonly password: string;
  readonly webhooks: WebhookSink;
  /** Whether requests reach the wrong nodes, although they are not ready. */
  readonly isAsked: boolean;
  /** For how long the clocks are wrong. */
  readonly holdMs: number;
  readonly title: string;
}

export interface TrialOutcome {
  /** At nodes with a right clock, about licenses that only such nodes are asked about. */
  readonly apart: Findings;
  /** At nodes with a right clock, about licenses that the wrong node is asked about as well. */
  readonly shared: Findings;
  /** At nodes with a right clock, about what a request at the wrong node has left. */
  readonly marks: Findings;
  /** At the nodes with a wrong clock. */
  readonly own: Findings;
  readonly ready: Findings;
  readonly times: readonly ReadyTimes[];
  /** Names the trial and its clocks. */
  readonly title: string;
}

/** Sets clocks wrong and right again, under a load on all nodes. */
export async function runTrial(trial: Trial): Promise<TrialOutcome> {
  const { admin, terms, victims, holdMs } = trial;
  const outcome = { apart: new Findings(), shared: new Findings(), own: new Findings() };
  const after = { marks: new Findings(), ready: new Findings() };
  const [apart, shared, marked] = [
    await issueLicenses(admin, terms),
    await issueLicenses(admin, terms),
    await issueLicenses(admin, terms),
  ];
  const marks = trial.isAsked ? marksOf(trial, marked) : undefined;
  await marks?.prepare();
  const begun = performance.now();
  const asked = trial.isAsked ? '' : 'not asked for anything, ';
  const title = `${trial.title}, ${asked}${victims.map(({ node, step }) => `${node.name} ${describe(step.error)}`).join(', ')}`;
  const about = () => `${title}, second ${((performance.now() - begun) / 1_000).toFixed(1)}`;
  const watches = victims.map(({ node }) => new ReadyWatch(node, after.ready, about));
  const end = new AbortController();
  const loads = [
    ...startLoads(trial, { apart, shared }, outcome, about, end.signal),
    trial.webhooks.keepIssuing(admin, terms, end.signal),
  ];
  await Promise.all(victims.map(({ node, step }) => node.set(step.error)));
  await pause(SEEN_MS);
  await marks?.leave();
  await pause(holdMs);
  await Promise.all(victims.map(({ node }) => node.setRight()));
  const times = await Promise.all(watches.map((watch) => watch.end()));
  end.abort();
  await Promise.all(loads);
  await askAgain(trial, { apart, shared }, outcome, about);
  await marks?.judge(after.marks, about);
  const wasReady = times.every(({ untilNotReady }) => untilNotReady === undefined);
  await trial.webhooks.judge(outcome.apart, about, wasReady);
  return { ...outcome, ...after, times, title };
}

function marksOf({ admin, right, victims, pool, password }: Trial, licenses: Licenses): Marks | undefined {
  const [victim] = victims;
  return victim && right[0] && new Marks({ pool, password, wrong: victim.node.client, right: admin.client, licenses });
}

interface Groups {
  readonly apart: Licenses;
  readonly shared: Licenses;
}

type Judged = Pick<TrialOutcome, 'apart' | 'shared' | 'own'>;

function startLoads(
  { right, victims, token, isAsked }: Trial,
  { apart, shared }: Groups,
  outcome: Judged,
  about: () => string,
  end: AbortSignal,
): readonly Promise<void>[] {
  return [
    ...right.flatMap((client) => [
      keepAsking(client, probesOf(apart, token), outcome.apart, about, end),
      keepAsking(client, probesOf(shared, token), outcome.shared, about, end),
    ]),
    ...(isAsked ? victims : []).map(({ node }) =>
      keepAsking(node.client, probesOf(shared, token, true), outcome.own, about, end),
    ),
  ];
}

/** All clocks are right again, and so must be every answer. */
async function askAgain(
  { right, victims, token }: Trial,
  { apart, shared }: Groups,
  outcome: Judged,
  about: () => string,
): Promise<void> {
  const afterwards = () => `all clocks right again, ${about()}`;
  for (const client of [...right, ...victims.map(({ node }) => node.client)]) {
    await askEach(client, probesOf(apart, token), outcome.apart, afterwards);
    await askEach(client, probesOf(shared, token), outcome.shared, afterwards);
  }
}
