import { type Answer, type Call, type Contest, type Races, someOf } from './races-race';

const MOST_RACERS = 6;

/** A place that an answer gave. */
export interface Place {
  /** Identifies it in the database. */
  readonly id: string;
  /** What gives it back. */
  readonly handle: string;
}

/** A number of places, and the calls that take them and give them back. */
export interface Limit {
  /** What is limited, to find it again. */
  readonly name: string;
  readonly size: number;
  /** Everybody who may ask for a place. */
  readonly holders: readonly string[];
  /** Whether who has a place gets the same one again. */
  readonly isRepeatable: boolean;
  /** Code of a refusal when all places are taken. */
  readonly exhausted: string;
  take(holder: string): Call;
  /** The place that an answer gave; undefined if it gave none. */
  placeOf(answer: Answer, holder: string): Place | undefined;
  giveBack(holder: string, place: Place): Call | Promise<Call>;
  /** Ids of the places that are taken, read from the database. */
  taken(): Promise<string[]>;
}

interface Taken {
  readonly holder: string;
  readonly answer: Answer;
  readonly place: Place | undefined;
}

/** Races for the last places of a limit. Who holds them is known from the answers, hence how many are free. */
export class PlacesContest implements Contest {
  private readonly held = new Map<string, Place>();

  /** @param givesBack whether places are given back while others are asked for */
  constructor(
    private readonly races: Races,
    private readonly limit: Limit,
    private readonly givesBack: boolean,
  ) {}

  async race(): Promise<void> {
    if (this.givesBack && this.held.size > 0) {
      await this.raceWithGivingBack();
    }
    await this.raceForTheLast();
    if (!this.givesBack) {
      await this.leave();
    }
  }

  async compare(): Promise<void> {
    const expected = [...this.held.values()].map(({ id }) => id).sort();
    const found = (await this.limit.taken()).sort();
    if (JSON.stringify(expected) !== JSON.stringify(found)) {
      this.races.wrong(
        `${this.named}: answered ${JSON.stringify(expected)}, in the database ${JSON.stringify(found)}`,
        [],
      );
    }
  }

  /** More racers than places, if there are as many. */
  private async raceForTheLast(): Promise<void> {
    const { races } = this;
    const free = this.limit.size - this.held.size;
    const racers = this.racers(Math.min(MOST_RACERS, Math.max(2, free + 1 + races.random.below(3))));
    const taken = await this.take(racers);
    this.judge(taken, { least: free, most: free });
    races.tally.races += 1;
  }

  private async raceWithGivingBack(): Promise<void> {
    const { races } = this;
    const free = this.limit.size - this.held.size;
    const leaving = someOf(races.random, [...this.held], 1 + races.random.below(2));
    const racers = this.racers(2 + races.random.below(MOST_RACERS - 1 - leaving.length));
    const [taken] = await Promise.all([this.take(racers), this.back(leaving)]);
    this.judge(taken, { least: free, most: free + leaving.length });
    races.tally.races += 1;
  }

  /** With some who ask twice, where that must give the same place. */
  private racers(count: number): string[] {
    const { random } = this.races;
    const waiting = this.limit.holders.filter((holder) => !this.held.has(holder));
    const racers = someOf(random, waiting, count);
    const [first] = racers;
    const asksTwice = this.limit.isRepeatable && racers.length > 2 && random.below(4) === 0;
    return asksTwice && first !== undefined ? [...racers.slice(0, -1), first] : racers;
  }

  private async take(racers: readonly string[]): Promise<Taken[]> {
    const answers = await this.races.together(racers.map((holder) => this.limit.take(holder)));
    return answers.map((answer, index) => {
      const holder = racers[index] ?? '';
      const place = this.limit.placeOf(answer, holder);
      if (place === undefined && answer.code !== this.limit.exhausted) {
        this.races.wrong(`${this.named}: an answer is neither a place nor ${this.limit.exhausted}`, [answer]);
      }
      return { holder, answer, place };
    });
  }

  private judge(taken: readonly Taken[], { least, most }: { least: number; most: number }): void {
    const answers = taken.map(({ answer }) => answer);
    const before = JSON.stringify([...this.held.keys()]);
    for (const { holder, place } of taken) {
      const other = this.held.get(holder);
      if (place !== undefined && other !== undefined && other.id !== place.id) {
        this.races.wrong(`${this.named}: ${holder} got two places`, answers);
      }
      if (place !== undefined) {
        this.held.set(holder, place);
      }
    }
    const racers = new Set(taken.map(({ holder }) => holder));
    const given = [...racers].filter((holder) => this.held.has(holder)).length;
    if (given > most) {
      this.races.over(
        given - most,
        `${this.named}: ${given} got a place, ${most} were free, before: ${before}`,
        answers,
      );
    }
    const wanted = Math.min(least, racers.size);
    if (given < wanted) {
      this.races.lost(
        wanted - given,
        `${this.named}: ${given} got a place, ${least} were free, before: ${before}`,
        answers,
      );
    }
    this.assertSame(taken, answers);
  }

  /** Who asked twice got the same answer twice, unless places were given back meanwhile. */
  private assertSame(taken: readonly Taken[], answers: readonly Answer[]): void {
    const isSplit = taken.some(({ holder, place }) => place === undefined && this.held.has(holder));
    if (isSplit && !this.givesBack) {
      this.races.wrong(`${this.named}: one who asked twice was refused and admitted`, answers);
    }
  }

  private async leave(): Promise<void> {
    const { random } = this.races;
    await this.back(someOf(random, [...this.held], 1 + random.below(this.held.size)));
  }

  private async back(places: readonly (readonly [string, Place])[]): Promise<void> {
    places.forEach(([holder]) => this.held.delete(holder));
    const calls = await Promise.all(places.map(async ([holder, place]) => this.limit.giveBack(holder, place)));
    const answers = await this.races.together(calls);
    const refused = answers.filter(({ status }) => status >= 300);
    if (refused.length > 0) {
      this.races.wrong(`${this.named}: a place is not given back`, refused);
    }
  }

  private get named(): string {
    return `${this.limit.name} (${this.limit.size} places)`;
  }
}
