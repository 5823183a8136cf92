import { aCustomer, anActivation, buildContext } from '../../../../test/support/arbitraries';
import { Blacklist, type BlacklistEntries } from './blacklist';
import type { VerificationRequest } from './license-context';

const CHECK: VerificationRequest = { operation: 'check' };

const holds = (
  entries: Partial<BlacklistEntries>,
  question: Partial<VerificationRequest> = {},
  found = buildContext(),
): boolean => new Blacklist(entries).holds(found, { ...CHECK, ...question });

describe('Blacklist', () => {
  it('matches nothing while it is empty', () => {
    const found = buildContext({
      license: { restrictedToClientName: '' },
      customer: aCustomer({ name: '', email: '' }),
    });
    expect(holds({}, { domain: '', address: '', caller: null, clientName: '', email: '' }, found)).toBe(false);
  });

  it.each<Partial<VerificationRequest>>([
    { clientName: ' globex LTD ' },
    { email: 'Globex Ltd' },
    { activatingEmail: 'globex ltd' },
  ])('knows a buyer who calls themselves so: %j', (question) => {
    expect(holds({ buyers: [' Globex Ltd'] }, question)).toBe(true);
    expect(holds({ buyers: ['Globex'] }, question)).toBe(false);
  });

  it.each([{ name: 'Globex' }, { reference: 'GLOBEX' }, { email: 'globex' }])('knows a customer by %j', (customer) => {
    const found = buildContext({ customer: aCustomer(customer) });
    expect(holds({ buyers: ['globex'] }, {}, found)).toBe(true);
    expect(holds({ buyers: ['initech'] }, {}, found)).toBe(false);
  });

  it('compares license keys case-sensitively', () => {
    expect(holds({ codes: ['AAAA-BBBB'] })).toBe(true);
    expect(holds({ codes: ['aaaa-bbbb', 'AAAA-BBBB-', ' AAAA-BBBB'] })).toBe(false);
  });

  it('matches a domain even if `www.` is significant', () => {
    const question = { domain: 'www.bad.example', exactDomains: true };
    expect(holds({ domains: ['bad.example'] }, question)).toBe(true);
  });

  it('compares the fingerprints of the request and of its activation, case-sensitively', () => {
    const entries = { fingerprints: ['desk'] };
    expect(holds(entries, { fingerprint: 'desk' })).toBe(true);
    expect(holds(entries, { fingerprint: 'Desk' })).toBe(false);
    const known = buildContext({ activation: anActivation({ fingerprint: 'desk' }) });
    expect(holds(entries, { fingerprint: 'replaced' }, known)).toBe(true);
    expect(holds(entries)).toBe(false);
  });

  it('checks both the stated and the actual address', () => {
    const entries = { addresses: ['10.0.0.0/8'] };
    expect(holds(entries, { address: '10.1.1.1', caller: '192.0.2.1' })).toBe(true);
    expect(holds(entries, { address: '192.0.2.1', caller: '10.1.1.1' })).toBe(true);
    expect(holds(entries, { address: '192.0.2.1', caller: '192.0.2.2' })).toBe(false);
    expect(holds(entries, { address: null, caller: undefined })).toBe(false);
  });
});
