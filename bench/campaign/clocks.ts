import { Keyward } from '../keyward';
import { Findings } from './clocks-findings';
import { KeptRows } from './clocks-kept';
import { type Admin, createTerms, type Terms } from './clocks-licenses';
import { clientOf, ClockedNode } from './clocks-node';
import { KINDS, NO_STEP, type Step } from './clocks-steps';
import { ClockTable } from './clocks-table';
import { FutureTimes } from './clocks-traces';
import { WebhookSink } from './clocks-webhooks';
import { runTrial, type TrialOutcome, type Victim } from './clocks-trial';
import { doctorFindings, isOfRefusals, lastingFindings } from './doctor';
import type { Ground, Outcome, Part } from './part';

/** Alerts are cleared and schedules mended within a minute or two. */
const WELL_WITHIN_S = 150;
const MOST_OF_THE_TIME = 0.7;
/** The webhooks go to this machine. */
const SETTINGS = { WEBHOOK_ALLOW_PRIVATE: '1' };
const LEAST_HOLD_MS = 2_500;
const MORE_HOLD_MS = 5_000;
/** Some trials last longer than the minute in which a node stops its jobs. */
const LONG_HOLD_MS = 65_000;
const LONG_EACH = 20;

/** Two nodes whose clocks can be set, and one whose clock stays right. */
interface Installation {
  readonly keyward: Keyward;
  readonly admin: Admin;
  readonly terms: Terms;
  readonly nodes: readonly [ClockedNode, ClockedNode];
  readonly webhooks: WebhookSink;
  /** Findings of `keyward doctor` before any clock was wrong. */
  readonly known: readonly string[];
}

export const clocks: Part = {
  name: 'clocks',
  share: 1,
  wanted:
    'Clocks that are stepped back and ahead, node by node, and clocks that drift: a wrong clock harms its own node alone.',
  run,
};

async function run(ground: Ground): Promise<Outcome> {
  const begun = performance.now();
  const reserved = Math.min(WELL_WITHIN_S, ground.seconds * (1 - MOST_OF_THE_TIME));
  const installation = await start(ground);
  const { keyward, known } = installation;
  const table = new ClockTable();
  // Also the times that the database has after it are the usual ones.
  const none = { step: NO_STEP, other: NO_STEP, number: 0, isAsked: true };
  table.add(NO_STEP.kind, await tryStep(ground, installation, none), new Findings(), true);
  const future = await FutureTimes.create(keyward.pool);
  // A short run does not try the same kinds each time.
  const offset = ground.random.below(KINDS.length);
  const hasTime = () => performance.now() - begun < (ground.seconds - reserved) * 1_000;
  for (let number = 1; ground.hasTime() && hasTime(); number++) {
    const kind = KINDS[(offset + number) % KINDS.length] ?? (() => NO_STEP);
    const steps = { step: kind(ground.random), other: kind(ground.random), number, isAsked: number % 2 === 0 };
    const judgeTimes = await future.begin();
    const outcome = await tryStep(ground, installation, steps);
    const left = new Findings();
    await judgeTimes(left, () => outcome.title);
    table.add(steps.step.kind, outcome, left, steps.isAsked);
    ground.say(`trial ${number}, ${steps.step.kind}: ${table.lineOf(outcome)}`);
  }
  table.ownAnswers.forEach((sentence) => ground.say(sentence));
  const left = ground.seconds - (performance.now() - begun) / 1_000;
  const isKnown = (finding: string) => known.includes(finding) || isOfRefusals(finding);
  const found = await lastingFindings(environmentOf(keyward), left, isKnown);
  const sentences = found.map((line) => `After all, keyward doctor finds: ${line}`);
  // An alert stands for a minute, and a schedule is mended after one.
  const isLate = reserved >= WELL_WITHIN_S;
  return {
    rows: table.rows,
    failures: [...table.failures, ...(isLate ? sentences : [])],
    leftOut: isLate ? [] : sentences.map((line) => `Too early to say: ${line}`),
  };
}

const environmentOf = ({ databaseUrl }: Keyward) => ({ ...SETTINGS, DATABASE_URL: databaseUrl });

async function start({ database, cleanup }: Ground): Promise<Installation> {
  const keyward = await Keyward.start(database, 'clocks', cleanup, { environment: SETTINGS });
  const nodes = [
    await ClockedNode.start(keyward, 'node 2', SETTINGS, cleanup),
    await ClockedNode.start(keyward, 'node 3', SETTINGS, cleanup),
  ] as const;
  const client = clientOf(keyward.url, cleanup);
  const admin = { client, headers: { authorization: `Bearer ${await keyward.logIn()}` } };
  const terms = await createTerms(admin);
  const webhooks = await WebhookSink.start(admin, cleanup);
  return { keyward, admin, terms, nodes, webhooks, known: await doctorFindings(environmentOf(keyward)) };
}

interface Steps {
  readonly number: number;
  readonly step: Step;
  /** Of the other node, if both get wrong clocks. */
  readonly other: Step;
  readonly isAsked: boolean;
}

/** One node has the clock of the step or, in each third trial, both nodes have wrong clocks of the same kind. */
async function tryStep(
  { random }: Ground,
  { keyward, terms, nodes, admin, webhooks }: Installation,
  { number, step, other, isAsked }: Steps,
): Promise<TrialOutcome> {
  const [first, second] = random.next() < 0.5 ? nodes : ([nodes[1], nodes[0]] as const);
  const victims: Victim[] = [{ node: first, step }];
  if (random.below(3) === 0) {
    victims.push({ node: second, step: other });
  }
  const right = [admin.client, ...(victims.length === 1 ? [second.client] : [])];
  const token = await keyward.logIn();
  const holdMs = number % LONG_EACH === LONG_EACH - 1 ? LONG_HOLD_MS : LEAST_HOLD_MS + random.below(MORE_HOLD_MS);
  const fresh = { ...admin, headers: { authorization: `Bearer ${token}` } };
  const { pool, password } = keyward;
  const kept = await KeptRows.count(pool);
  const outcome = await runTrial({
    admin: fresh,
    terms,
    right,
    victims,
    token,
    pool,
    password,
    webhooks,
    isAsked,
    holdMs,
    title: `trial ${number}`,
  });
  await kept.judge(outcome.apart, () => outcome.title);
  return outcome;
}
