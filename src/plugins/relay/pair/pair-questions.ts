import { freeAmounts } from './pair-meters';
import { freeOf, type PairState, type PairUse, type Wanted } from './pair-state';
import { AmountQuestions } from './amount-questions';

/** All for which programs wait at a relay of a pair. */
export class PairQuestions {
  readonly sessions: AmountQuestions;
  private readonly meters = new Map<string, AmountQuestions>();

  /** @param ask asks the partner, and notes what is free then; never fails */
  constructor(private readonly ask: () => Promise<unknown>) {
    this.sessions = new AmountQuestions(ask);
  }

  get wanted(): Wanted {
    return { sessions: this.sessions.wanted, meters: this.amounts(({ wanted }) => wanted) };
  }

  /** Amounts that calls take which are not answered yet, by the code of the meter. */
  get kept(): Wanted['meters'] {
    return this.amounts(({ open }) => open);
  }

  private amounts(of: (questions: AmountQuestions) => number): Record<string, number> {
    return Object.fromEntries([...this.meters].map(([code, questions]) => [code, of(questions)]));
  }

  note(state: PairState, use: PairUse): void {
    this.sessions.note(freeOf(state, use).sessions);
    for (const [code, free] of Object.entries(freeAmounts(state.meters, use.meters))) {
      this.of(code).note(free);
    }
  }

  /** @param code of a meter of the pool */
  of(code: string): AmountQuestions {
    const known = this.meters.get(code);
    if (known) {
      return known;
    }
    const created = new AmountQuestions(this.ask);
    this.meters.set(code, created);
    return created;
  }
}
