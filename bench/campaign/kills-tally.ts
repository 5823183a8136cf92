import { percentile, rounded } from '../figures';
import type { Row } from '../report';

interface Counts {
  kills: number;
  answered: number;
  unanswered: number;
  lost: number;
  halfDone: number;
  readonly seconds: number[];
}

/** Figures by what was killed. */
export class Tally {
  private readonly byName = new Map<string, Counts>();

  of(name: string): Counts {
    const counts = this.byName.get(name) ?? { kills: 0, answered: 0, unanswered: 0, lost: 0, halfDone: 0, seconds: [] };
    this.byName.set(name, counts);
    return counts;
  }

  get kills(): number {
    return this.sum(({ kills }) => kills);
  }

  get answered(): number {
    return this.sum(({ answered }) => answered);
  }

  get rows(): readonly Row[] {
    return [...this.byName].map(([name, { kills, answered, unanswered, lost, halfDone, seconds }]) => {
      const sorted = Float64Array.from(seconds).sort();
      return {
        killed: name,
        kills,
        'answered changes': answered,
        'without a clear answer': unanswered,
        lost,
        'half-done': halfDone,
        'serves again, median s': rounded(percentile(sorted, 0.5)),
        'most s': rounded(sorted.at(-1) ?? NaN),
      };
    });
  }

  private sum(of: (counts: Counts) => number): number {
    return [...this.byName.values()].reduce((sum, counts) => sum + of(counts), 0);
  }
}
