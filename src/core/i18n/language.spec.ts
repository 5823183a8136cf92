import type { FastifyRequest } from 'fastify';
import { languageOf } from './language';

const languageFor = (headers: Record<string, string>): string => languageOf({ headers, raw: {} } as FastifyRequest);

it.each([
  ['de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['zh-Hans-CN', 'zh'],
  ['ZH-tw', 'zh'],
  ['en;q=0.5, zh;q=0.8', 'zh'],
  ['fr, de;q=0.3, en;q=0.1', 'de'],
  ['fr', 'en'],
  ['*', 'en'],
  ['de;q=0, zh;q=0.1', 'zh'],
  ['de ; q=0.2 , en ; q=0.1', 'de'],
  ['de;q=0.5,zh;q=0.5', 'de'],
  ['de;q=x', 'en'],
  [';;;,,,q=', 'en'],
  ['german', 'en'],
  ['', 'en'],
  [`${'fr,'.repeat(100_000)}de`, 'en'],
])('chooses for the header %.40j the language %s', (header, language) => {
  expect(languageFor({ 'accept-language': header })).toBe(language);
});

it('prefers what the user has chosen', () => {
  expect(languageFor({ 'accept-language': 'de', cookie: 'a=b; keyward_language=zh' })).toBe('zh');
});

it.each(['fr', '', 'en%00', '__proto__', 'zh-CN'])('ignores the choice %j', (value) => {
  expect(languageFor({ 'accept-language': 'de', cookie: `keyward_language=${value}` })).toBe('de');
});
