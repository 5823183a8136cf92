import { placeOf, targetOf, urlsOfHosts } from './postgres-url';

it.each([
  ['postgres://u:p@a:1/db', ['postgres://u:p@a:1/db']],
  ['postgres://u:p,@a:1,b/db?x=1', ['postgres://u:p,@a:1/db?x=1', 'postgres://u:p,@b/db?x=1']],
  ['postgres://[::1]:1,[::2]:2/db', ['postgres://[::1]:1/db', 'postgres://[::2]:2/db']],
  ['postgres:///db?host=a,b&port=1', ['postgres:///db?host=a&port=1', 'postgres:///db?host=b&port=1']],
  ['postgres:///db?host=a,b&port=1,2', ['postgres:///db?host=a&port=1', 'postgres:///db?host=b&port=2']],
])('reads the hosts of %s as libpq does', (url, urls) => {
  expect(urlsOfHosts(url)).toEqual(urls);
});

it.each([
  ['postgres://a/db', 'any'],
  ['postgres://a,b/db', 'read-write'],
  ['postgres://a,b/db?target_session_attrs=standby', 'standby'],
])('connects in %s to a server that is %s', (url, target) => {
  expect(targetOf(url)).toBe(target);
});

it('names the hosts and the database without the password', () => {
  expect(placeOf('postgres://u:p@a:1,b:2/db')).toBe('a:1,b:2/db');
  expect(placeOf('postgres:///db?host=/run/a,/run/b&password=p')).toBe('/run/a,/run/b/db');
});

describe('sslmode', () => {
  const HOST = 'postgres://u:p@a/db';

  it.each(['prefer', 'require', 'verify-ca'])('%s verifies the certificate, as the driver does', (mode) => {
    expect(urlsOfHosts(`${HOST}?sslmode=${mode}&sslrootcert=/ca.pem`)).toEqual([
      `${HOST}?sslmode=verify-full&sslrootcert=/ca.pem`,
    ]);
    expect(urlsOfHosts(`postgres://u:p@a,b/db?x=1&sslmode=${mode}`)).toEqual(
      ['a', 'b'].map((host) => `postgres://u:p@${host}/db?x=1&sslmode=verify-full`),
    );
  });

  it.each(['sslmode=disable', 'sslmode=no-verify', 'sslmode=verify-full', 'uselibpqcompat=true&sslmode=require'])(
    'is as it is in %s',
    (query) => {
      expect(urlsOfHosts(`${HOST}?${query}`)).toEqual([`${HOST}?${query}`]);
    },
  );
});
