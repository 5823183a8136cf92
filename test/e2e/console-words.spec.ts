import type { FastifyRequest } from 'fastify';
import { LANGUAGES } from '../../src/console/kit/language';
import { asViewer } from '../../src/console/kit/viewer';
import { CODE_TEXTS } from '../../src/console/messages/code-texts';
import { messageOfField, messageOfProblem } from '../../src/console/messages/shown-message';
import { REMEDIES, ROWS } from '../../src/openapi/error-code-rows';
import { literalWords, wordsIn } from '../support/console-literals';
import { validationMessages } from '../support/validation-messages';

const inLanguage = <T>(language: string, work: () => T): T =>
  asViewer({ headers: { cookie: `keyward_language=${language}` } } as FastifyRequest, work);

describe('messages of the API', () => {
  it('has a text in every language for what each validator of a form says', async () => {
    const messages = await validationMessages();
    expect(messages.length).toBeGreaterThan(300);
    for (const language of LANGUAGES.slice(1)) {
      const english = inLanguage(language, () => messages.filter((message) => messageOfField({ message }).lang));
      expect(english).toEqual([]);
    }
  });

  it('has a text in every language for each error code', () => {
    const codes = [...ROWS.map(([code]) => code), ...Object.keys(REMEDIES)];
    expect(codes.filter((code) => !(code in CODE_TEXTS))).toEqual([]);
  });

  it('says what is right, with numbers in the form of the language', () => {
    const message = 'seats must not be greater than 10000';
    const texts = LANGUAGES.map((language) => inLanguage(language, () => messageOfField({ message }).text));
    expect(texts).toEqual(['Enter 10,000 or less.', 'Höchstens 10.000 eingeben.', '请输入不大于 10,000 的数。']);
  });

  it('marks what it cannot translate as English', () => {
    const unknown = { code: 'SOMETHING_NEW', message: 'A reason that nobody has translated' };
    expect(inLanguage('de', () => messageOfProblem(unknown))).toEqual({ text: `${unknown.message}.`, lang: 'en' });
    expect(inLanguage('en', () => messageOfProblem(unknown))).toEqual({ text: `${unknown.message}.` });
  });

  it('keeps markup and dollar signs of a message as they are', () => {
    const message = `The column “$2<b>” is unknown. The columns are a`;
    expect(inLanguage('de', () => messageOfField({ message }).text)).toContain('„$2<b>“');
  });
});

describe('the source of the pages', () => {
  /** Pages whose words are still in one language. */
  const PENDING = /^(account|sign-in)\//;

  it('has no words outside of tables of texts', () => {
    expect(literalWords().filter((words) => !PENDING.test(words))).toEqual([]);
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
    '<b>Keyward</b>',
    'f({ text: t.saved(name), icon: "check" })',
  ])('may have other literals: %s', (source) => {
    expect(wordsIn('a.tsx', source.replace('VALID', '{"VALID"}'))).toEqual([]);
  });
});
