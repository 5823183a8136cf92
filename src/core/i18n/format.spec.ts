import type { FastifyRequest } from 'fastify';
import { formatAge, formatBytes, formatDate, formatDateTime, formatNumber, formatPercent, formatTime } from './format';
import { LANGUAGES } from './language';
import { asViewer } from './viewer';
import { DAY } from '../common/calendar';

const NOW = new Date('2025-11-20T16:42:08Z');

/** The text in each language, for a viewer in Berlin. */
function inEach(work: () => string): string[] {
  return LANGUAGES.map((language) => {
    const cookie = `keyward_language=${language}; keyward_zone=Europe%2FBerlin`;
    // Some of the formatters separate words by spaces that do not break.
    return asViewer({ headers: { cookie }, raw: {} } as FastifyRequest, work, NOW).replaceAll(/[\u00a0\u202f]/g, ' ');
  });
}

it.each<[string, () => string, string[]]>([
  ['a number', () => formatNumber(24318), ['24,318', '24.318', '24,318']],
  ['a fraction', () => formatNumber(2.345), ['2.3', '2,3', '2.3']],
  ['a share', () => formatPercent(0.051), ['5.1%', '5,1 %', '5.1%']],
  ['a size', () => formatBytes(1_500_000), ['1.5 MB', '1,5 MB', '1.5 MB']],
  ['bytes', () => formatBytes(0), ['0 bytes', '0 Byte', '0字节']],
  ['a date', () => formatDate(NOW), ['20 Nov 2025', '20. Nov. 2025', '2025年11月20日']],
  ['an instant', () => formatDateTime(NOW), ['20 Nov 2025, 17:42', '20. Nov. 2025, 17:42', '2025年11月20日 17:42']],
  ['a time', () => formatTime(NOW, true), ['17:42:08', '17:42:08', '17:42:08']],
  ['midnight', () => formatTime(new Date('2025-11-20T23:00:00Z')), ['00:00', '00:00', '00:00']],
  ['minutes', () => formatAge(new Date(NOW.getTime() - 4 * 60_000)), ['4 min ago', 'vor 4 Min.', '4分钟前']],
  ['hours', () => formatAge(new Date(NOW.getTime() + 3 * 3_600_000)), ['in 3 hr', 'in 3 Std.', '3小时后']],
  ['a day', () => formatAge(new Date(NOW.getTime() - DAY)), ['19 Nov 2025', '19. Nov. 2025', '2025年11月19日']],
])('writes %s in the form of each language', (_, work, forms) => {
  expect(inEach(work)).toEqual(forms);
});
