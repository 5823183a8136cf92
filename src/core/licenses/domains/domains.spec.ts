import fc from 'fast-check';
import { timesAsLongAs } from '../../../../test/support/shortest';
import { domainMatches, DomainSet, isDomainAllowed, normalizeDomain, normalizeDomainPattern } from './domains';
import { cases } from '../../../../test/testkit/sample';

const label = fc.stringMatching(/^[a-z\d](?:[a-z\d-]{0,8}[a-z])?$/).filter((text) => text !== 'www');
const name = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => [...labels, 'test'].join('.'));
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.ipV6(),
  fc
    .array(
      fc.constantFrom(
        'www.',
        'WWW。',
        '.',
        '*',
        ':',
        '//',
        'http:',
        '@',
        '[',
        ']',
        'ü',
        'ß',
        '１',
        '7',
        'a',
        '%',
        '.hwid',
        '/',
        '=',
        '::',
        ',',
      ),
    )
    .map((all) => all.join('')),
);

describe('normalizeDomain', () => {
  it.each([
    ['https://www.Example.COM:8443/path?query=http://other.com#part', 'example.com'],
    ['example.com', 'example.com'],
    ['  example.com.  ', 'example.com'],
    ['//example.com/a', 'example.com'],
    ['example.com/redirect?to=https://other.com', 'example.com'],
    ['example.com?a=b', 'example.com'],
    ['http://user:pass@word@example.com/', 'example.com'],
    ['http://other.com\\@example.com', 'other.com'],
    ['http://other.com/@example.com', 'other.com'],
    ['www.www.example.com', 'example.com'],
    ['wwwexample.com', 'wwwexample.com'],
    ['localhost:3000', 'localhost'],
    ['http://my_pc.lan:', 'my_pc.lan'],
    ['https://Bücher.example/', 'xn--bcher-kva.example'],
    ['https://xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['www。例え。テスト', 'xn--r8jz45g.xn--zckzah'],
    ['electron://My-App', 'my-app'],
    ['electron://12345', '12345'],
    ['https://d2a8f0c1.local', 'd2a8f0c1.local'],
    [`https://${'0a'.repeat(32)}.local`, `${'0a'.repeat(32)}.local`],
    ['8F14E45F.hwid', '8f14e45f.hwid'],
    ['{6F9619FF-8B86-D011-B42D-00CF4FC964FF}.hwid', '{6f9619ff-8b86-d011-b42d-00cf4fc964ff}.hwid'],
    ['aa:bb:cc.hwid', 'aa:bb:cc.hwid'],
    ['ab/cd+e==.hwid', 'ab/cd+e==.hwid'],
    ['https://8f14e45f.hwid/', '8f14e45f.hwid'],
    ['10.0.0.1', '10.0.0.1'],
    ['http://10.0.0.1:80/', '10.0.0.1'],
    ['http://[2001:DB8:0::1]:443/', '2001:db8::1'],
    ['[::1]', '::1'],
    ['2001:db8:0:0:0:0:0:1', '2001:db8::1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
  ])('reads %p as %p', (text, domain) => {
    expect(normalizeDomain(text)).toBe(domain);
  });

  it.each([
    '',
    '   ',
    '.',
    'http://',
    'file:///etc/passwd',
    '/path',
    'a..com',
    '.com',
    'a b.com',
    'a.com,b.com',
    '*.example.com',
    '＊.ü.example',
    '*',
    '*.hwid',
    'ex%61mple.com',
    'mailto:someone@',
    'javascript:alert(1)',
    'example.com:port',
    'example.com:123456',
    '[::1',
    '[::1]x',
    '[::1]80',
    '::1::',
    'a\0.com',
    '<b>.com',
    'x'.repeat(256),
    `${'ü'.repeat(100_000)}.com`,
  ])('has no use for %p', (text) => {
    expect(normalizeDomain(text)).toBeNull();
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const domain = normalizeDomain(text);
        expect(domain === null ? null : normalizeDomain(domain)).toBe(domain);
      }),
      cases(200),
    );
  });

  it('returns a valid pattern that matches only itself', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const domain = normalizeDomain(text);
        fc.pre(domain !== null);
        expect(normalizeDomainPattern(domain)).toBe(domain);
        expect(domain).not.toMatch(/[*,\s]/);
        expect(isDomainAllowed([domain], text)).toBe(true);
      }),
      cases(),
    );
  });

  it.each<[string, (length: number) => string]>([
    ['one label', (length) => 'a'.repeat(length)],
    ['labels', (length) => 'a.'.repeat(length)],
    ['prefixes', (length) => 'www.'.repeat(length)],
    ['user names', (length) => '@'.repeat(length)],
    ['ports', (length) => ':'.repeat(length)],
    ['device ids', (length) => '.hwi'.repeat(length)],
    ['spaces', (length) => `${' '.repeat(length)}x${' '.repeat(length)}x`],
  ])('takes time in proportion to the length of %s', (_what, textOf) => {
    const text = textOf(10_000);
    const normalize = () => [normalizeDomainPattern(text), normalizeDomainPattern(`*.${text}`)];
    const spaces = `${' '.repeat(10_000)}x`;
    // Its time grows with the square: at each space, it looks for the end.
    const trim = () => / +$/.test(spaces);
    expect(timesAsLongAs(trim, normalize)).toBeLessThan(0.2);
  });
});

describe('normalizeDomainPattern', () => {
  it.each([
    ['*.Example.com', '*.example.com'],
    ['https://*.example.com:443/path', '*.example.com'],
    ['*.example.com.', '*.example.com'],
    ['*.bücher.example', '*.xn--bcher-kva.example'],
    ['*.www.example.com', '*.www.example.com'],
    ['www.example.com', 'example.com'],
    ['*.local', '*.local'],
    ['*.hwid', '*.hwid'],
    ['10.0.0.1', '10.0.0.1'],
  ])('reads %p as %p', (text, pattern) => {
    expect(normalizeDomainPattern(text)).toBe(pattern);
  });

  it.each([
    '*',
    '*.',
    '**.com',
    '*.*.com',
    'a.*.com',
    'www.*.com',
    '*example.com',
    'example.*',
    '*.10.0.0.1',
    '*.0.0.1',
    '*.[::1]',
    '*.::1',
    '',
    `*.${'x'.repeat(254)}`,
  ])('has no use for %p', (text) => {
    expect(normalizeDomainPattern(text)).toBeNull();
  });
});

describe('domainMatches', () => {
  it.each([
    ['example.com', 'https://www.example.com/'],
    ['https://www.example.com/', 'EXAMPLE.com'],
    ['*.example.com', 'a.example.com'],
    ['*.example.com', 'www.example.com'],
    ['*.example.com', 'https://WWW.Example.com/shop'],
    ['*.example.com', 'www.www.example.com'],
    ['*.www.example.com', 'www.www.example.com'],
    ['*.bücher.example', 'www.bücher.example'],
    ['*.example.com', 'https://c.b.a.example.com:8080/x'],
    ['*.www.example.com', 'a.www.example.com'],
    ['*.hwid', 'ab/cd+e==.hwid'],
    ['2001:db8::1', 'http://[2001:DB8:0:0::1]/'],
  ])('lets %p match %p', (pattern, domain) => {
    expect(domainMatches(pattern, domain)).toBe(true);
  });

  it.each([
    ['example.com', 'a.example.com'],
    ['example.com', 'badexample.com'],
    ['*.example.com', 'example.com'],
    ['*.example.com', 'badexample.com'],
    ['*.example.com', 'example.com.evil.com'],
    ['*.example.com', '*.example.com'],
    ['*.0.0.1', '10.0.0.1'],
    ['*', 'example.com'],
    ['', ''],
  ])('does not let %p match %p', (pattern, domain) => {
    expect(domainMatches(pattern, domain)).toBe(false);
  });

  it('never matches the apex of a wildcard, or a name with the same ending', () => {
    fc.assert(
      fc.property(name, label, (apex, prefix) => {
        expect(domainMatches(`*.${apex}`, apex)).toBe(false);
        expect(domainMatches(`*.${apex}`, `${prefix}${apex}`)).toBe(false);
        expect(domainMatches(`*.${apex}`, `${prefix}.${apex}`)).toBe(true);
      }),
      cases(),
    );
  });
});

describe('a comparison that keeps www', () => {
  const exactly = { keepWww: true };

  it.each([
    ['https://WWW.Example.com:8080/path', 'www.example.com'],
    ['example.com', 'example.com'],
    ['www.10.0.0.1', 'www.10.0.0.1'],
    ['10.0.0.1', '10.0.0.1'],
    ['*.example.com', null],
  ])('reads %p as %p', (text, domain) => {
    expect(normalizeDomain(text, exactly)).toBe(domain);
  });

  it('distinguishes both names, in the pattern and in the domain', () => {
    expect(isDomainAllowed(['www.example.com'], 'www.example.com', exactly)).toBe(true);
    expect(isDomainAllowed(['www.example.com'], 'example.com', exactly)).toBe(false);
    expect(isDomainAllowed(['example.com'], 'www.example.com', exactly)).toBe(false);
    expect(domainMatches('*.example.com', 'www.example.com', exactly)).toBe(true);
  });

  it('normalizes to the name without www', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const kept = normalizeDomain(text, exactly);
        expect(kept === null ? null : normalizeDomain(kept)).toBe(normalizeDomain(text));
        expect(kept === null ? null : normalizeDomain(kept, exactly)).toBe(kept);
        expect(kept ?? '').not.toMatch(/[*,\s]/);
      }),
      cases(200),
    );
  });
});

it('normalizes a device id in full-width letters', () => {
  expect(normalizeDomain('www.\uff11.hwid')).toBe('www.1.hwid');
  expect(normalizeDomain('www.1.hwid')).toBe('www.1.hwid');
});

describe('DomainSet', () => {
  const parts = fc.array(fc.constantFrom('a', 'b', 'www', 'hwid', '7'), { minLength: 1, maxLength: 4 });
  const host = parts.map((labels) => labels.join('.'));
  const pattern = fc.oneof(
    host,
    host.map((text) => `*.${text}`),
    anything,
  );

  it('contains exactly the domains that one of its patterns matches', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 6 }), fc.oneof(host, anything), (patterns, domain) => {
        expect(new DomainSet(patterns).has(domain)).toBe(patterns.some((one) => domainMatches(one, domain)));
      }),
      cases(500),
    );
  });
});
