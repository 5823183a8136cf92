import { VERSION } from '../../../core/common/version';

/** The values that a program has of its own. */
export interface ProgramValues {
  readonly baseUrl: string;
  readonly product: string;
  /** `x` of the key in the JSON Web Key Set. */
  readonly publicKey: string;
}

/** An example of this repository, and what becomes of it. */
export interface Sample {
  /** Place in the new folder, by the place in the repository. */
  readonly files: Readonly<Record<string, string>>;
  /** Texts that are replaced, each of which its file has once. */
  readonly replaced: Readonly<Record<string, (values: ProgramValues) => readonly (readonly [string, string])[]>>;
  /** Commands that start it, in the new folder. */
  readonly commands: readonly string[];
}

export const LANGUAGES = ['typescript', 'python', 'php', 'go'] as const;
export type ProgramLanguage = (typeof LANGUAGES)[number];

const ADDRESS = 'https://licenses.example.com';
const ADVICE = 'In a real program constants: whoever';
const PINNED: readonly [string, string] = [ADVICE, 'Constants and never settings: whoever'];

export const SAMPLES: Readonly<Record<ProgramLanguage, Sample>> = {
  typescript: {
    files: {
      'examples/command-line/package.json': 'package.json',
      'examples/command-line/licensing.mjs': 'licensing.mjs',
      'examples/command-line/report.mjs': 'report.mjs',
      'sdk/package.json': 'keyward/package.json',
      'sdk/dist': 'keyward/dist',
    },
    replaced: {
      'package.json': () => [[`file:../../keyward-sdk-${VERSION}.tgz`, 'file:./keyward']],
      'licensing.mjs': ({ baseUrl, product, publicKey }) => [
        [`'http://localhost:8080'`, inSingleQuotes(baseUrl)],
        [`'my-program'`, inSingleQuotes(product)],
        [`'YOUR PUBLIC KEY'`, inSingleQuotes(publicKey)],
      ],
    },
    commands: ['npm install', 'node report.mjs activate YOUR-LICENSE-KEY', 'node report.mjs'],
  },
  python: {
    files: { 'examples/python/program.py': 'program.py', 'sdk/python/src/keyward': 'keyward' },
    replaced: {
      'program.py': ({ baseUrl, product, publicKey }) => [
        PINNED,
        [`os.environ.get("KEYWARD_URL", "${ADDRESS}")`, inDoubleQuotes(baseUrl)],
        ['os.environ.get("KEYWARD_PRODUCT", "editor")', inDoubleQuotes(product)],
        ['os.environ["KEYWARD_PUBLIC_KEY"].split(",")', `[${inDoubleQuotes(publicKey)}]`],
      ],
    },
    commands: ['LICENSE_KEY=YOUR-LICENSE-KEY python3 program.py'],
  },
  php: {
    files: {
      'examples/php/program.php': 'program.php',
      'sdk/php/autoload.php': 'keyward/autoload.php',
      'sdk/php/src': 'keyward/src',
    },
    replaced: {
      'program.php': ({ baseUrl, product, publicKey }) => [
        PINNED,
        [`getenv('KEYWARD_URL') ?: '${ADDRESS}'`, inSingleQuotes(baseUrl)],
        [`getenv('KEYWARD_PRODUCT') ?: 'editor'`, inSingleQuotes(product)],
        [`explode(',', (string) getenv('KEYWARD_PUBLIC_KEY'))`, `[${inSingleQuotes(publicKey)}]`],
      ],
    },
    commands: ['LICENSE_KEY=YOUR-LICENSE-KEY php program.php'],
  },
  go: {
    files: { 'examples/go/go.mod': 'go.mod', 'examples/go/cmd/editor/main.go': 'main.go', 'sdk/go': 'keyward' },
    replaced: {
      'go.mod': () => [['../../sdk/go', './keyward']],
      'main.go': ({ baseUrl, product, publicKey }) => [
        PINNED,
        ['go run ./cmd/editor', 'go run .'],
        ['\t"strings"\n', ''],
        [`setting("KEYWARD_URL", "${ADDRESS}")`, inDoubleQuotes(baseUrl)],
        ['setting("KEYWARD_PRODUCT", "editor")', inDoubleQuotes(product)],
        ['strings.Split(os.Getenv("KEYWARD_PUBLIC_KEY"), ",")', `[]string{${inDoubleQuotes(publicKey)}}`],
      ],
    },
    commands: ['LICENSE_KEY=YOUR-LICENSE-KEY CGO_ENABLED=0 go run .'],
  },
};

function inDoubleQuotes(text: string): string {
  return JSON.stringify(text);
}

function inSingleQuotes(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
