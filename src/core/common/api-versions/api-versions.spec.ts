import en from '../../i18n/en.json';
import { ApiVersions } from './api-versions';
import { NATIVE_VERSIONS } from './native-versions';
import { renamedField } from './version-change';

const renaming = (from: string, to: string) =>
  renamedField({
    name: to,
    from,
    to,
    requests: ['createPaint'],
    answers: ['createPaint'],
    lists: ['listPaints'],
    events: ['paint.created'],
    schemas: ['Paint'],
  });

/** `hue` became `tint`, and that `color`. */
const versions = new ApiVersions([
  {
    date: '2030-01-01',
    deprecatedAt: new Date('2031-01-01T00:00:00Z'),
    sunsetAt: new Date('2033-01-01T00:00:00Z'),
    changes: [],
  },
  { date: '2031-01-01', changes: [renaming('hue', 'tint')] },
  { date: '2032-01-01', changes: [renaming('tint', 'color')] },
]);

it.each([
  ['2030-01-01', 'hue'],
  ['2031-01-01', 'tint'],
])('takes a request of %s through the changes of all later versions, and its answer back', (date, name) => {
  const migration = versions.migrationOf(date, 'createPaint');
  expect(migration?.request({ id: 1, [name]: 'red', size: 2 })).toEqual({ id: 1, color: 'red', size: 2 });
  const answer = migration?.answer({ id: 1, color: 'red', size: 2 }) ?? {};
  expect(Object.entries(answer)).toEqual(Object.entries({ id: 1, [name]: 'red', size: 2 }));
  expect(versions.migrationOf(date, 'listPaints')?.answer({ items: [{ color: 'red' }], next: null })).toEqual({
    items: [{ [name]: 'red' }],
    next: null,
  });
  expect(versions.eventData(date, 'paint.created', { color: 'red' })).toEqual({ [name]: 'red' });
});

it('has no migration for the newest version, and none for operations that never changed', () => {
  expect(versions.migrationOf('2032-01-01', 'createPaint')).toBeUndefined();
  expect(versions.migrationOf('2030-01-01', 'deletePaint')).toBeUndefined();
  expect([...versions.alike('deletePaint')]).toEqual(['2030-01-01', '2031-01-01', '2032-01-01']);
  expect([...versions.alike('createPaint')]).toEqual(['2032-01-01']);
});

it('leaves a field that the older version does not have unknown', () => {
  expect(versions.migrationOf('2031-01-01', 'createPaint')?.request({ color: 'red' })).toEqual({ tint: 'red' });
});

it('names fields in errors as the version does', () => {
  const fields = [{ field: 'color', reason: 'is_text', message: 'color must be a text' }];
  const found = { kind: 'invalid', code: 'VALIDATION_ERROR', message: 'color must be a text', fields } as const;
  expect(versions.migrationOf('2030-01-01', 'createPaint')?.problem(found)).toEqual({
    ...found,
    message: 'hue must be a text',
    fields: [{ field: 'hue', reason: 'is_text', message: 'hue must be a text' }],
  });
});

it('says in headers which version an answer has, since when it is deprecated, and until when it works', () => {
  expect(versions.headersOf('2030-01-01')).toEqual({
    'keyward-version': '2030-01-01',
    deprecation: '@1924992000',
    sunset: 'Sat, 01 Jan 2033 00:00:00 GMT',
  });
  expect(versions.headerListOf()).toEqual(['keyward-version', '2032-01-01']);
});

it('has versions of the native API in their order, and a sentence for each of their changes', () => {
  const { dates, oldest } = NATIVE_VERSIONS;
  expect(dates).toEqual([...dates].sort());
  const names = NATIVE_VERSIONS.changesAfter(oldest).map(({ name }) => name);
  expect(Object.keys(en.apiVersions.changes).sort()).toEqual(names.sort());
});
