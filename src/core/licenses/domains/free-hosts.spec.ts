import { isListedHost, isStagingHost } from './free-hosts';

it.each([
  'staging.shop.example',
  'https://www.staging.shop.example/shop',
  'DEV.shop.example',
  'test.shop.example',
  'preview.shop.example',
  'staging2.shop.example',
  'dev-1.shop.example',
  'shop.qa.company.co.uk',
  'abc.wpengine.com',
  'site.kinsta.cloud',
  'a1b2.ngrok-free.app',
  'test-shop.pantheonsite.io',
  'deploy-preview-12--shop.netlify.app',
  '8f2a.shop.pages.dev',
  'shop-git-main-team.vercel.app',
])('takes %s for a host that is not in production', (host) => {
  expect(isStagingHost(host)).toBe(true);
});

it.each([
  'shop.example',
  'www.shop.example',
  'dev.to',
  'test.co.uk',
  'preview.com',
  'devices.shop.example',
  'latest.shop.example',
  'shop.staging',
  'shop.netlify.app',
  'shop.pages.dev',
  'shop.vercel.app',
  'live-shop.pantheonsite.io',
  'wpengine.com',
  'wpengine.com.shop.example',
  'staging.b1946ac92492.hwid',
  '10.0.0.1',
  '',
])('takes %s for a host in production', (host) => {
  expect(isStagingHost(host)).toBe(false);
});

it.each([
  [['acceptance.*'], 'acceptance.shop.example', true],
  [['acceptance.*'], 'acceptance.example', false],
  [['*.shop-staging.example'], 'a.b.shop-staging.example', true],
  [['*.shop-staging.example'], 'shop-staging.example', false],
  [['Intern.Shop.example'], 'https://intern.shop.example:8080/', true],
  [['no host at all', '*'], 'shop.example', false],
  [[], 'staging.shop.example', false],
])('finds on the list %j the host %s: %s', (list, host, isListed) => {
  expect(isListedHost(list, host)).toBe(isListed);
});
