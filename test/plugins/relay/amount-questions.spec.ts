import { AmountQuestions } from '../../../src/plugins/relay/pair/amount-questions';

/** A partner whose answers the test gives. */
class Partner {
  readonly asked: number[] = [];
  private answer: () => void = () => undefined;
  readonly questions: AmountQuestions = new AmountQuestions(() => {
    this.asked.push(this.questions.wanted);
    return new Promise<void>((resolve) => {
      this.answer = resolve;
    });
  });

  give(free: number): void {
    this.questions.note(free);
    this.answer();
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('asks nobody while seats are free, and once they are taken', async () => {
  const partner = new Partner();
  partner.questions.note(1);
  await partner.questions.begin(true);
  expect(partner.asked).toEqual([]);
  const second = partner.questions.begin(true);
  await settled();
  expect(partner.asked).toEqual([1]);
  partner.give(3);
  await second;
  await partner.questions.begin(true);
  expect(partner.asked).toEqual([1]);
});

it('asks one question for all starts that come meanwhile', async () => {
  const partner = new Partner();
  const first = partner.questions.begin(true);
  await settled();
  const crowd = Array.from({ length: 50 }, () => partner.questions.begin(true));
  await settled();
  expect(partner.asked).toEqual([1]);
  partner.give(1);
  await first;
  const refused = partner.questions.begin(true);
  partner.give(1);
  await Promise.all([...crowd, refused]);
  expect(partner.asked).toEqual([1, 51]);
});

it('lets a start go on when the partner does not answer in time, and asks nobody where it may not', async () => {
  const partner = new Partner();
  await partner.questions.begin(true);
  await partner.questions.begin(false);
  expect(partner.asked).toEqual([1]);
  expect(partner.questions.wanted).toBe(0);
});
