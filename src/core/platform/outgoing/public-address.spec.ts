import { isLocalName, isPublicAddress, isReachableFromOutside, literalAddress } from './public-address';

it.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001:81b::200e'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

it.each([
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['169.254.169.254', '100.64.0.1', '100.127.255.255', '192.0.0.8', '192.0.2.1', '198.18.0.1', '203.0.113.5'],
  ...['224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12:3456::1', 'fec0::1', 'ff02::1', '2001:db8::1'],
  // IPv4 within IPv6: mapped, deprecated, 6to4, Teredo and NAT64.
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::127.0.0.1', '::7f00:1'],
  ...['2002:7f00:1::', '2002:a00:1::1', '2001:0:7f00:1::', '64:ff9b::7f00:1', '64:ff9b:1::a00:1'],
  ...['', 'localhost', '127.1', '0x7f.0.0.1', '2130706433', '1.2.3.4.5'],
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each([
  ...['http://127.0.0.1/', 'http://127.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0177.0.0.1/'],
  ...['http://0x7f.1/', 'http://127.0.0.1./', 'http://127%2e0%2e0%2e1/', 'http://①②⑦.0.0.1/', 'http://0/'],
  ...['http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://[0:0:0:0:0:ffff:7f00:1]/', 'http://[2002:7f00:1::]/'],
])('%s has the literal address of this machine', (url) => {
  const address = literalAddress(new URL(url));
  expect(address).toBeDefined();
  expect(isPublicAddress(address ?? '')).toBe(false);
});

it('knows the names of this machine', () => {
  for (const host of ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost']) {
    expect(isLocalName(new URL(`http://${host}/`))).toBe(true);
  }
  expect(isLocalName(new URL('http://localhost.example.com/'))).toBe(false);
});

it.each(['https://licenses.example.com/keys', 'https://93.184.216.34'])('other servers can reach %s', (address) => {
  expect(isReachableFromOutside(address)).toBe(true);
});

it.each([
  undefined,
  ...['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]', 'http://10.0.0.5', 'http://keyward'],
  'http://nas.local',
])('other servers cannot reach %s', (address) => {
  expect(isReachableFromOutside(address)).toBe(false);
});
