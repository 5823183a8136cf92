import { compareAnswers } from './compare-answers';

const answer = (body: unknown, status = 200) => ({
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const compared = (theirs: unknown, ours: unknown) => compareAnswers(answer(theirs), answer(ours));

describe('compareAnswers', () => {
  it('finds no difference between equal answers', () => {
    expect(compared({ valid: true, days: [1, 2] }, { days: [1, 2], valid: true })).toEqual({
      agreement: 'same',
      fields: [],
    });
    expect(compared('pong\n', 'pong')).toEqual({ agreement: 'same', fields: [] });
  });

  it('names a status that differs before all else', () => {
    expect(compareAnswers(answer({ valid: true }), answer({ valid: false }, 403))).toEqual({
      agreement: 'status',
      fields: ['valid'],
    });
  });

  it('names fields that one server lacks, and those of another type', () => {
    expect(compared({ a: { b: 1, c: 2 } }, { a: { b: '1', d: 2 } })).toEqual({
      agreement: 'shape',
      fields: ['a.b', '-a.c', '+a.d'],
    });
  });

  it('names values that differ', () => {
    expect(
      compared({ license: { status: 'active', seats: [1] } }, { license: { status: 'expired', seats: [1, 2] } }),
    ).toEqual({
      agreement: 'values',
      fields: ['license.status', 'license.seats.length'],
    });
    expect(compared({ expires_at: null }, { expires_at: '2030-01-01' }).fields).toEqual(['expires_at']);
  });

  it('ignores IDs, tokens and moments of the request, and compares dates of a license by day', () => {
    const theirs = { id: 7, customer_id: 'a', access_token: 'x', checked_at: '2026-11-01T10:00:00Z', timestamp: 1 };
    const ours = { id: 9, customer_id: 'b', access_token: 'y', checked_at: '2026-11-02T10:00:00Z', timestamp: 2 };
    expect(compared(theirs, ours)).toEqual({ agreement: 'same', fields: [] });
    expect(compared({ lic_response: 'eyJ' }, { lic_response: 'abc' }).agreement).toBe('same');
    expect(compared({ lic_response: 'eyJ' }, { lic_response: null }).agreement).toBe('values');
    expect(compared({ expires_at: '2030-01-01 00:00:00' }, { expires_at: '2030-01-01 23:59:59' }).agreement).toBe(
      'same',
    );
    expect(compared({ expires_at: '2030-01-01 00:00:00' }, { expires_at: '2031-01-01 00:00:00' }).agreement).toBe(
      'values',
    );
    expect(compared({ checked_at: '2026-11-01' }, { checked_at: 'yesterday' }).agreement).toBe('values');
  });

  it('ignores fields of the API and all below them, also if only one server has them', () => {
    const theirs = { data: { links: { self: '/a' }, seen: null, seats: 1 } };
    const ours = { data: { links: {}, seats: 2 } };
    expect(compareAnswers(answer(theirs), answer(ours), { ignoredFields: /\.links$|\.seen$/ })).toEqual({
      agreement: 'values',
      fields: ['data.seats'],
    });
  });

  it('compares of opaque fields whether they are empty', () => {
    const varying = { opaqueFields: /^package$/ };
    const agreementOf = (theirs: unknown, ours: unknown) =>
      compareAnswers(answer({ package: theirs }), answer({ package: ours }), varying).agreement;
    expect(agreementOf('https://a.example/1', 'https://b.example/2')).toBe('same');
    expect(agreementOf('https://a.example/1', '')).toBe('values');
    expect(agreementOf('https://a.example/1', ['x'])).toBe('shape');
  });

  it('names at most twenty fields', () => {
    const wide = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`field${index}`, index]));
    expect(compared(wide, {}).fields).toHaveLength(20);
  });
});
