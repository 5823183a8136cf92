import type { FastifyRequest } from 'fastify';
import { LANGUAGES } from '../../../src/core/i18n/language';
import { refusedField } from '../../../src/pages/kit/form-state';
import { pluginApis } from '../../../src/core/common/plugins/plugins';
import { asViewer } from '../../../src/core/i18n/viewer';
import { readTexts } from '../../../src/core/i18n/messages';
import { messageOfField, messageOfProblem, type ShownMessage } from '../../../src/core/i18n/shown-message';
import { ERROR_NAMES, type ErrorName, parametersOf, rowOf } from '../../../src/core/common/errors/catalogue';
import { fieldProblem } from '../../../src/core/common/errors/domain-error';
import type { Problem } from '../../../src/core/common/errors/problem';
import { literalWords, wordsIn } from '../../support/console-literals';
import { namedRules, validationMessages } from '../../support/validation-messages';

const inLanguage = <T>(language: string, work: () => T): T =>
  asViewer({ headers: { cookie: `keyward_language=${language}` }, raw: {} } as FastifyRequest, work);

/** An error with a value for each parameter of its message. */
function sampleOf(rule: ErrorName): Problem {
  const { kind, code, message } = rowOf(rule);
  const params = Object.fromEntries(parametersOf(message).map((name) => [name, 7]));
  return { kind, code, message, rule, params };
}

/** The names in an object and in the objects in it. */
const namesOf = (texts: object): string[] =>
  Object.entries(texts).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? [name, ...namesOf(value)] : [name],
  );

const namesIn = (page: string, language: string): string[] => Object.keys(readTexts(language)[page] ?? {});

/** Found by class-validator without a decorator. */
const RULES_WITHOUT_DECORATOR = ['nestedValidation', 'whitelistValidation'];

describe('texts of rules', () => {
  const rulesOfSource = namedRules();
  let messages: Awaited<ReturnType<typeof validationMessages>>;
  beforeAll(async () => {
    messages = await validationMessages();
  });

  it('exist in every language for each rule of a DTO', () => {
    expect(messages.length).toBeGreaterThan(500);
    for (const language of LANGUAGES) {
      const shown = inLanguage(language, () => messages.map((one) => ({ ...one, ...messageOfField(one) })));
      expect(shown.filter(({ isNameless, text }) => !isNameless || /[{}]|undefined/.test(text))).toEqual([]);
    }
  });

  it('exist in every language for each rule without a validator', () => {
    expect(rulesOfSource.length).toBeGreaterThan(10);
    for (const language of LANGUAGES) {
      const names = namesIn('validation', language);
      expect(rulesOfSource.filter((rule) => !names.includes(rule))).toEqual([]);
    }
  });

  it('have a rule', () => {
    const rules = [...messages.map(({ rule }) => rule), ...rulesOfSource, ...RULES_WITHOUT_DECORATOR];
    expect(namesIn('validation', 'en').filter((name) => !rules.includes(name))).toEqual([]);
  });

  it('have numbers in the form of the language', () => {
    const problem = { message: 'seats must not be greater than 10000', rule: 'max', params: { max: 10_000 } };
    const texts = LANGUAGES.map((language) => inLanguage(language, () => messageOfField(problem).text));
    expect(texts).toEqual(['Enter 10,000 or less.', 'Höchstens 10.000 eingeben.', '请输入不大于 10,000 的数。']);
  });
});

describe('texts of dialects', () => {
  it.each(pluginApis())('exist in every language: $dialect.name', ({ dialect: { texts } }) => {
    expect(Object.keys(texts)).toEqual(LANGUAGES);
    const [names, ...others] = Object.values(texts).map(namesOf);
    expect(names).toContain('about');
    others.forEach((other) => expect(other).toEqual(names));
  });
});

describe('messages of the API', () => {
  it.each(LANGUAGES)('has a text for each error in %s, with no other parameters than its message', (language) => {
    expect(namesIn('errors', language).sort()).toEqual([...ERROR_NAMES].sort());
    const texts = inLanguage(language, () => ERROR_NAMES.map((name) => messageOfProblem(sampleOf(name))));
    const isOdd = ({ text, lang }: ShownMessage) => lang !== undefined || !/[.。]$/.test(text) || /[{}]/.test(text);
    expect(texts.filter(isOdd)).toEqual([]);
  });

  it('marks what it cannot translate as English', () => {
    const unknown: Problem = {
      kind: 'conflict',
      code: 'SOMETHING_NEW',
      message: 'A reason that nobody has translated',
    };
    expect(inLanguage('de', () => messageOfProblem(unknown))).toEqual({ text: `${unknown.message}.`, lang: 'en' });
    expect(inLanguage('en', () => messageOfProblem(unknown))).toEqual({ text: `${unknown.message}.` });
  });

  it('shows a text of the console as it is, in an error of a field and of a whole request', () => {
    const refused = refusedField('confirm', '请选择一项。');
    const shown = { text: '请选择一项。' };
    expect(inLanguage('zh', () => [messageOfProblem(refused), ...refused.fields.map(messageOfField)])).toEqual([
      shown,
      shown,
    ]);
  });

  it('keeps markup and dollar signs of a message as they are', () => {
    const problem = fieldProblem('CSV_COLUMN_UNKNOWN', { field: 'file', title: '$2<b>', columns: 'a' });
    expect(inLanguage('de', () => messageOfField(problem).text)).toContain('„$2<b>“');
  });
});

describe('the source of the pages', () => {
  it('has no words outside of tables of texts', () => {
    expect(literalWords()).toEqual([]);
  });

  it.each([
    ['<p>Two words</p>', 'Two words'],
    ['<A title="Word" />', 'Word'],
    ['<A title={is ? "One" : t.two} />', 'One'],
    ['<p>{count} {is && "open"}</p>', 'open'],
    ['<A text={`${count} devices`} />', 'devices'],
    ['f({ text: `${name} is saved.` })', 'is saved.'],
    ['f({ head: "Key" })', 'Key'],
    ['<A title={"Tail" + t.x} />', 'Tail'],
    ['<A label={name ?? "nobody"} />', 'nobody'],
  ])('is searched for words: %s', (source, words) => {
    expect(wordsIn('a.tsx', source)).toEqual([`a.tsx:1: ${words}`]);
  });

  it.each([
    '<A title={t.x("key")} id="title" name="seats" type="text" />',
    '<p>{" · "}{kind === "new" && t.isNew}</p>',
    '<code>VALID</code>',
    '<Code label={t.command} text="npx keyward backup" />',
    '<b>Keyward</b>',
    '<M verb="free-seats" placeholder="https://hooks.example/a" note="SHA-256" />',
    'f({ text: t.saved(name), icon: "check" })',
  ])('may have other literals: %s', (source) => {
    expect(wordsIn('a.tsx', source.replace('VALID', '{"VALID"}'))).toEqual([]);
  });
});
