import fc from 'fast-check';
import type { ProgramLicense } from '../../sdk/src/license/program-license';
import { DAY, HOUR, LicensedProgram } from './support/licensed-program';
import { html, json, SigningServer } from './support/signing-server';
import { cases } from '../testkit/sample';

type Step =
  | { kind: 'pass'; hours: number }
  | { kind: 'server'; is: 'up' | 'down' | 'fake' | 'portal' | 'replay' }
  | { kind: 'license'; refusal: string | undefined }
  | { kind: 'clock'; hours: number }
  | { kind: 'check' }
  | { kind: 'restart' };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 60 }) }),
    fc.record({
      kind: fc.constant('server' as const),
      is: fc.constantFrom('up' as const, 'down' as const, 'fake' as const, 'portal' as const, 'replay' as const),
    }),
    fc.record({ kind: fc.constant('license' as const), refusal: fc.constantFrom(undefined, 'REVOKED', 'BLOCKED') }),
    fc.record({ kind: fc.constant('clock' as const), hours: fc.integer({ min: -9000, max: -2 }) }),
    fc.constant({ kind: 'check' as const }),
    fc.constant({ kind: 'restart' as const }),
  ),
  { maxLength: 15 },
);

const OFFLINE_DAYS = 2;

/** A program, and beside it what the server has really signed and delivered. */
class Model {
  readonly program = new LicensedProgram();
  license!: ProgramLicense;
  /** When the last yes that was delivered ends; undefined if a no was delivered since. */
  yesUntil: number | undefined;
  wasRefused = false;
  isClockRight = true;
  #recorded: unknown;

  async start(): Promise<void> {
    this.program.server.license.offlineDays = OFFLINE_DAYS;
    this.serve('up');
    this.license = await this.program.start();
  }

  serve(is: 'up' | 'down' | 'fake' | 'portal' | 'replay'): void {
    const { server, time } = this.program;
    const fake = new SigningServer(time.trueNow);
    server.isDown = is === 'down';
    server.intercept = (path, body) => {
      if (is === 'portal') {
        return html(200);
      }
      if (is === 'fake') {
        return json(path.endsWith('jwks.json') ? fake.jwks() : { signed: fake.verdict(body, 'validate') });
      }
      if (path.endsWith('jwks.json')) {
        return undefined;
      }
      if (is === 'replay') {
        return json(this.#recorded);
      }
      return this.#delivered(server.verdict(body, 'validate'));
    };
  }

  /** The promises: no yes without a signed one that still holds, and no end of it before its time. */
  check(): void {
    const { state } = this.license;
    const now = this.program.time.trueNow();
    const holds = this.yesUntil !== undefined && now < this.yesUntil;
    // Between two readings of a clock that was turned, up to an hour cannot be known.
    const mayHold = this.yesUntil !== undefined && now < this.yesUntil + (this.isClockRight ? 0 : HOUR * this.turns);
    expect({ usable: state.usable, mayHold: mayHold || !state.usable }).toEqual({
      usable: state.usable,
      mayHold: true,
    });
    if (holds) {
      expect(state).toMatchObject({ usable: true });
    }
    if (state.kind === 'refused') {
      expect(this.wasRefused).toBe(true);
    }
  }

  turns = 0;

  #delivered(signed: string): Response {
    const { server, time } = this.program;
    const isYes = server.license.refusal === undefined;
    this.wasRefused = !isYes;
    this.yesUntil = isYes ? Math.floor(time.trueNow() / 1000) * 1000 + OFFLINE_DAYS * DAY + 1000 : undefined;
    this.isClockRight = true;
    this.turns = 0;
    this.#recorded = { signed };
    return json({ signed });
  }
}

async function take(model: Model, step: Step): Promise<void> {
  const { program } = model;
  switch (step.kind) {
    case 'pass':
      await program.time.pass(step.hours * HOUR);
      break;
    case 'server':
      model.serve(step.is);
      break;
    case 'license':
      program.server.license.refusal = step.refusal;
      break;
    case 'clock':
      program.time.turn(step.hours * HOUR);
      model.isClockRight = false;
      model.turns++;
      break;
    case 'check':
      await model.license.check();
      break;
    case 'restart':
      model.license = await program.restart();
      break;
  }
}

it('never says yes without a signed yes that holds, nor takes it away before its time', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const model = new Model();
      try {
        await model.start();
        model.check();
        for (const step of sequence) {
          await take(model, step);
          model.check();
        }
      } finally {
        await model.program.end();
      }
    }),
    cases(20),
  );
});
