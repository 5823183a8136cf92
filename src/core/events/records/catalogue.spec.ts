import type { EventName } from '../../platform/records/event-catalogue';
import { EVENT_NAMES } from './catalogue';

it.each(EVENT_NAMES)('%s is a noun and a past participle', (name) => {
  expect(name).toMatch(/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/);
  // Those after “low” are names that other servers' webhooks have, too.
  expect(name).toMatch(
    /(ed|_out|_in|_reset|withdrawn|expiring|overdue|sent|undone|won|low|paid|past_due|usage_threshold|needs_attention|suspicious_activity)$/,
  );
  expect(name.length).toBeLessThanOrEqual(64);
});

it('names are listed once', () => {
  expect(new Set(EVENT_NAMES).size).toBe(EVENT_NAMES.length);
});

it('come from the events of every module', () => {
  expect(EVENT_NAMES).toEqual(expect.arrayContaining(['alert.raised', 'api_key.created', 'license.issued']));
  expect(EVENT_NAMES.length).toBeGreaterThan(90);
});

it('misspelled names do not compile', () => {
  // @ts-expect-error a misspelled name
  const misspelled: EventName = 'license.isued';
  expect(EVENT_NAMES).not.toContain(misspelled);
});
