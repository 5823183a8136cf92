import { Calendar } from '../../../core/common';
import { continuedTerms, type Payment, type Terms } from './continuation';

const LIMITS = { maxActivations: 3, maxUsers: null, maxSessions: null, usesLimit: null, features: [] };
const BASE: Terms = {
  expiresAt: new Date('2026-03-11T00:00:00Z'),
  pending: null,
  product: 'studio',
  policy: 'basic',
  limits: LIMITS,
  entitlements: {},
};
const MONTH = { durationDays: 30, durationMonths: 1 };
const YEAR = { durationDays: 365, durationMonths: null };
const calendar = new Calendar('UTC');
const payment = (paidAt: string, continues: Payment['continues'], more: Partial<Payment> = {}): Payment => ({
  paidAt: new Date(paidAt),
  quantity: 1,
  seats: null,
  continues,
  entitlements: {},
  periodEnd: null,
  ...more,
});
const upgrade = { action: 'upgrade', policy: 'pro', limits: LIMITS, basis: 'today' } as const;

describe('an upgrade that credits the rest of the old term', () => {
  const credited = payment('2026-03-01T00:00:00Z', { ...upgrade, term: YEAR, creditsRest: true });
  const endOf = (...payments: Payment[]) => continuedTerms(BASE, payments, calendar).expiresAt?.toISOString();

  it('has its own term, and the days that were left', () => {
    expect(endOf(credited)).toBe('2027-03-11T00:00:00.000Z');
    expect(endOf({ ...credited, continues: { ...upgrade, term: YEAR } })).toBe('2027-03-01T00:00:00.000Z');
  });

  it('credits nothing of a term that has ended', () => {
    expect(endOf({ ...credited, paidAt: new Date('2026-04-01T00:00:00Z') })).toBe('2027-04-01T00:00:00.000Z');
  });

  it('adds the rest to the period of a subscription', () => {
    const periodEnd = new Date('2026-04-01T00:00:00Z');
    const continues = { ...upgrade, creditsRest: true };
    expect(endOf(payment('2026-03-01T00:00:00Z', continues, { periodEnd }))).toBe('2026-04-11T00:00:00.000Z');
    expect(endOf(payment('2026-03-01T00:00:00Z', upgrade, { periodEnd }))).toBe('2026-04-01T00:00:00.000Z');
  });

  it('gives the same in any order, and takes exactly its own back', () => {
    const renewal = payment('2026-03-05T00:00:00Z', { action: 'renew', term: YEAR, basis: 'end' });
    expect(endOf(renewal, credited)).toBe(endOf(credited, renewal));
    expect(endOf(credited, renewal)).toBe('2028-03-10T00:00:00.000Z');
    expect(endOf(renewal)).toBe('2027-03-11T00:00:00.000Z');
    expect(endOf()).toBe('2026-03-11T00:00:00.000Z');
  });
});

describe('a renewal that is bought twice', () => {
  const renewal = payment('2026-03-01T00:00:00Z', { action: 'renew', term: MONTH, basis: 'end' }, { quantity: 2 });

  it('adds two months to the end', () => {
    expect(continuedTerms(BASE, [renewal], calendar).expiresAt).toEqual(new Date('2026-05-11T00:00:00Z'));
  });

  it('adds two months to a term that is yet to start, besides its days', () => {
    const base = { ...BASE, expiresAt: null, pending: { durationDays: 37, durationMonths: 1 } };
    expect(continuedTerms(base, [renewal], calendar).pending).toEqual({ durationDays: 97, durationMonths: 3 });
  });
});
