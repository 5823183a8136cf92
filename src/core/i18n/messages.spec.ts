import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { PROJECT_DIR } from '../common/project';
import { LANGUAGES } from './language';
import { isReference, readSource, readTexts } from './messages';

/** The type of those parts of a message that are text. */
const LITERAL = 0;

type Ast = ReturnType<IntlMessageFormat['getAst']>;

const read = new Map<string, ReadonlyMap<string, string>>();

/** All texts of a language by their paths, such as `licenses.columns`. */
function textsOf(language: string): ReadonlyMap<string, string> {
  const texts = read.get(language) ?? textsIn(readTexts(language));
  read.set(language, texts);
  return texts;
}

function textsIn(texts: object): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (node: unknown, path: string): void => {
    if (typeof node === 'string') {
      found.set(path, node);
    } else {
      Object.entries(node as object).forEach(([key, value]) => visit(value, path === '' ? key : `${path}.${key}`));
    }
  };
  visit(texts, '');
  return found;
}

const parsed = new Map<string, Ast>();

function astOf(text: string, language: string): Ast {
  const name = `${language} ${text}`;
  const ast = parsed.get(name) ?? new IntlMessageFormat(text, language).getAst();
  parsed.set(name, ast);
  return ast;
}

/** Every element of a message, with those in its branches and tags. */
function elementsOf(ast: Ast): Ast {
  return ast.flatMap((element) => [
    element,
    ...('options' in element ? Object.values(element.options).flatMap(({ value }) => elementsOf(value)) : []),
    ...('children' in element ? elementsOf(element.children) : []),
  ]);
}

/** Most texts have nothing to parse. */
const isPlain = (text: string): boolean => !/[{}<>]/.test(text);

/** The names of values and tags in a message. */
function valuesOf(text: string, language: string): Set<string> {
  if (isPlain(text)) {
    return new Set();
  }
  const names = elementsOf(astOf(text, language)).flatMap((element) => {
    const type: number = element.type;
    return 'value' in element && type !== LITERAL ? [element.value] : [];
  });
  return new Set(names);
}

/** The words of a text's own key: a message of a field may be named by the field and a reason, `email:taken`. */
const lastOf = (path: string): string[] => path.split('.').at(-1)?.split(':') ?? [];

/** The text of a field or a group is found by its name, its hint by the name and `Hint`. */
const nameOf = (key: string): string => key.replace(/(Hint|Wrong|Note)$/, '');

const camelCase = (name: string): string => name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());

const english = textsOf('en');
/** Some are references. */
const source = textsIn(readSource('en'));
const references = new Set([...source.values()].filter(isReference).map((text) => text.slice(2)));

/** Compared with the catalogue by test/plugins/console/words.spec.ts: their values are those of the error. */
const isError = (path: string): boolean => path.startsWith('errors.');
/** Their names are those of validators, some of which are class-validator's. */
const isRule = (path: string): boolean => path.startsWith('validation.');

describe('the texts', () => {
  it('are the same in every language', () => {
    expect(english.size).toBeGreaterThan(2_500);
    for (const language of LANGUAGES) {
      const texts = textsOf(language);
      expect([...texts.keys()].filter((path) => !english.has(path))).toEqual([]);
      expect([...english.keys()].filter((path) => !texts.has(path))).toEqual([]);
    }
  });

  it('are written once: a key that has the text of another in every language refers to a common one', () => {
    const languages = LANGUAGES.map(textsOf);
    const pathsOf = new Map<string, string[]>();
    for (const [path] of [...source].filter(([, text]) => !isReference(text))) {
      const text = languages.map((texts) => texts.get(path)).join('\n');
      pathsOf.set(text, [...(pathsOf.get(text) ?? []), path]);
    }
    expect([...pathsOf.values()].filter((paths) => paths.length > 1)).toEqual([]);
    const ignored = LANGUAGES.flatMap((language) =>
      [...textsIn(readSource(language))].filter(
        ([path, text]) => isReference(source.get(path) ?? '') && !isReference(text),
      ),
    );
    expect(ignored).toEqual([]);
    expect([...references].filter((name) => !/^(words|vocabulary)\.\w+$/.test(name))).toEqual([]);
  });

  it('take only values that the English text takes', () => {
    const unknown = LANGUAGES.flatMap((language) =>
      [...textsOf(language)]
        .filter(([path]) => !isError(path))
        .flatMap(([path, text]) => {
          const known = valuesOf(english.get(path) ?? '', 'en');
          return [...valuesOf(text, language)]
            .filter((name) => !known.has(name))
            .map((name) => `${language} ${path}: ${name}`);
        }),
    );
    expect(unknown).toEqual([]);
  });

  it('have all plural forms of their language, and no others', () => {
    const wrong = LANGUAGES.flatMap((language) => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const texts = [...textsOf(language)].filter(([, text]) => !isPlain(text));
      return texts.flatMap(([path, text]) =>
        elementsOf(astOf(text, language))
          .flatMap((element) =>
            'offset' in element ? [Object.keys(element.options).filter((key) => !key.startsWith('='))] : [],
          )
          .filter((used) => used.join() !== 'other' && [...used].sort().join() !== [...forms].sort().join())
          .map((used) => `${language} ${path}: ${used.join()}`),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('are all used', () => {
    const code = readdirSync(join(PROJECT_DIR, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.spec\.|\.generated\.|^migrations/.test(file))
      .map((file) => readFileSync(join(PROJECT_DIR, 'src', file), 'utf8'))
      .join('\n');
    const found = [...new Set(code.match(/[\w-]+/g))];
    const words = new Set([...found, ...found.map(camelCase)]);
    const isUsed = (key: string): boolean => words.has(key) || words.has(nameOf(key));
    // The keys of the words of the search are paths, which the test of the navigation compares with its pages.
    const paths = [...english.keys()].filter(
      (path) => !isError(path) && !isRule(path) && !path.startsWith('searchWords.'),
    );
    const unused = paths.filter(
      (path) => !references.has(path) && (path.startsWith('vocabulary.') || !lastOf(path).every(isUsed)),
    );
    expect(unused).toEqual([]);
  });
});
