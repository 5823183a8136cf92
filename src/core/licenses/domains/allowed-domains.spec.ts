import { isDomainAllowed } from './domains';

describe('isDomainAllowed', () => {
  it('allows every domain without patterns, even null', () => {
    expect(isDomainAllowed([], 'example.com')).toBe(true);
    expect(isDomainAllowed([], null)).toBe(true);
  });

  it('allows a domain that a pattern matches', () => {
    expect(isDomainAllowed(['other.com', '*.example.com'], 'a.example.com')).toBe(true);
    expect(isDomainAllowed(['other.com', '*.example.com'], 'example.com')).toBe(false);
  });

  it('refuses null if there are patterns', () => {
    expect(isDomainAllowed(['example.com'], null)).toBe(false);
    expect(isDomainAllowed(['*'], 'example.com')).toBe(false);
  });
});
