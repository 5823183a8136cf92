import type { Row } from '../report';
import type { Findings } from './clocks-findings';
import type { TrialOutcome } from './clocks-trial';

type Place = 'apart' | 'shared' | 'marks' | 'ready';

/** Beginnings of the sentences about differences. */
const PLACES: Readonly<Record<Place, string>> = {
  apart: 'At a right node, this does not hold',
  shared: 'At a right node, this does not hold of a license about which a wrong node was asked too',
  marks: 'After a request at a wrong node, this does not hold at a right one',
  ready: 'Readiness',
};

const LEFT_BY_REQUESTS = 'Requests at a wrong node leave';
const LEFT_BY_ITSELF = 'A wrong node that got no request leaves';

interface Counts {
  trials: number;
  checks: number;
  wrong: number;
  shared_checks: number;
  shared_wrong: number;
  left_checks: number;
  left_wrong: number;
  own_checks: number;
  own_wrong: number;
  not_ready_after_s: number;
  ready_after_s: number;
}

/** A difference, in all kinds of steps in which it was found. */
interface Difference {
  readonly kinds: Map<string, number>;
  readonly first: string;
}

/** The results of the trials, by kind of step. */
export class ClockTable {
  private readonly kinds = new Map<string, Counts>();
  private readonly differences = new Map<string, Difference>();
  private readonly own = new Map<string, Difference>();

  /** @param future columns with times in the future */
  add(kind: string, outcome: TrialOutcome, future: Findings, isAsked: boolean): void {
    const counts = this.kinds.get(kind) ?? none();
    this.kinds.set(kind, counts);
    const { apart, shared, marks, own, ready, times } = outcome;
    counts.trials += 1;
    counts.checks += apart.checks + ready.checks;
    counts.wrong += apart.wrong + ready.wrong;
    counts.shared_checks += shared.checks;
    counts.shared_wrong += shared.wrong;
    counts.left_checks += marks.checks + future.checks;
    counts.left_wrong += marks.wrong + future.wrong;
    counts.own_checks += own.checks;
    counts.own_wrong += own.wrong;
    for (const { untilNotReady = 0, untilReady = 0 } of times) {
      counts.not_ready_after_s = Math.max(counts.not_ready_after_s, untilNotReady);
      counts.ready_after_s = Math.max(counts.ready_after_s, untilReady);
    }
    for (const place of ['apart', 'shared', 'marks', 'ready'] as const) {
      this.note(this.differences, kind, outcome[place], PLACES[place]);
    }
    this.note(this.differences, kind, future, isAsked ? LEFT_BY_REQUESTS : LEFT_BY_ITSELF);
    this.note(this.own, kind, own, 'At a wrong node, this does not hold');
  }

  get rows(): readonly Row[] {
    return [...this.kinds].map(([kind, counts]) => ({ step: kind, ...counts }));
  }

  get failures(): readonly string[] {
    return sentencesOf(this.differences);
  }

  /** Answers of wrong nodes that a right one would not have given. */
  get ownAnswers(): readonly string[] {
    return sentencesOf(this.own);
  }

  lineOf({ apart, shared, marks, own, ready }: TrialOutcome): string {
    const of = ({ checks, wrong }: Findings) => `${wrong}/${checks}`;
    return `wrong at right nodes ${of(apart)}, about shared licenses ${of(shared)}, left ${of(marks)}, at wrong nodes ${of(own)}, readiness ${of(ready)}`;
  }

  private note(into: Map<string, Difference>, kind: string, findings: Findings, where: string): void {
    for (const { name, count, first } of findings.all) {
      const sentence = `${where}: ${name}`;
      const known = into.get(sentence) ?? { kinds: new Map<string, number>(), first };
      known.kinds.set(kind, (known.kinds.get(kind) ?? 0) + count);
      if (!into.has(sentence) && into === this.differences) {
        console.error(`  FAILED: ${sentence}. ${kind}: ${first}`);
      }
      into.set(sentence, known);
    }
  }
}

function sentencesOf(differences: ReadonlyMap<string, Difference>): readonly string[] {
  return [...differences].map(([sentence, { kinds, first }]) => {
    const where = [...kinds].map(([kind, count]) => `${kind} (${count})`).join(', ');
    return `${sentence}. Steps: ${where}. First: ${first}`;
  });
}

function none(): Counts {
  return {
    trials: 0,
    checks: 0,
    wrong: 0,
    shared_checks: 0,
    shared_wrong: 0,
    left_checks: 0,
    left_wrong: 0,
    own_checks: 0,
    own_wrong: 0,
    not_ready_after_s: 0,
    ready_after_s: 0,
  };
}
