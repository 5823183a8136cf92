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

export const LANGUAGES = ['typescript', 'python', 'php', 'go', 'c', 'java', 'csharp', 'rust'] as const;
export type ProgramLanguage = (typeof LANGUAGES)[number];

const ADDRESS = 'https://licenses.example.com';
const CONSTANTS = 'Constants and never settings: whoever';
const ADVICE = 'In a real program constants: whoever';
const PINNED: readonly [string, string] = [ADVICE, CONSTANTS];

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
  c: {
    files: {
      'sdk/c/examples/CMakeLists.txt': 'CMakeLists.txt',
      'sdk/c/examples/program.c': 'program.c',
      ...inFolder('sdk/c', ['CMakeLists.txt', 'KeywardConfig.cmake.in', 'keyward.pc.in', 'include', 'src']),
    },
    replaced: {
      'CMakeLists.txt': () => [['find_package(Keyward REQUIRED)', 'add_subdirectory(keyward)']],
      'program.c': inLiterals,
    },
    commands: ['cmake -S . -B build && cmake --build build', 'build/program YOUR-LICENSE-KEY', 'build/program'],
  },
  java: {
    // Without the module of the package, of which the program is no part.
    files: { 'examples/java/Program.java': 'Program.java', ...inFolder('sdk/java/src/main/java', ['io', 'org']) },
    replaced: {
      'Program.java': (values) => [['keyward.jar Program.java', 'build Program'], ...inLiterals(values)],
    },
    commands: [
      'javac -encoding UTF-8 -d build -sourcepath keyward Program.java',
      'java -cp build Program YOUR-LICENSE-KEY',
      'java -cp build Program',
    ],
  },
  csharp: {
    files: {
      'examples/csharp/Program.cs': 'Program.cs',
      'examples/csharp/Program.csproj': 'Program.csproj',
      ...inFolder('sdk/csharp', ['Keyward.csproj', 'README.md', 'src']),
    },
    replaced: { 'Program.csproj': () => [['../../sdk/csharp', 'keyward']], 'Program.cs': inLiterals },
    commands: [
      'dotnet run -- YOUR-LICENSE-KEY',
      '# or with Mono',
      "mcs -sdk:4.7.2-api -r:System.Net.Http -r:System.Numerics Program.cs -recurse:'keyward/src/*.cs'",
      'mono Program.exe YOUR-LICENSE-KEY',
      'mono Program.exe',
    ],
  },
  rust: {
    files: {
      'examples/rust/Cargo.toml': 'Cargo.toml',
      'examples/rust/Cargo.lock': 'Cargo.lock',
      'examples/rust/src': 'src',
      ...inFolder('sdk/rust', ['Cargo.toml', 'README.md', 'src']),
    },
    replaced: {
      'Cargo.toml': () => [
        ['../../sdk/rust', 'keyward'],
        ['# The plug-in is a package of its own.', '# The client has a lock file of its own.'],
        ['tauri-plugin-license', 'keyward'],
      ],
      'src/main.rs': ({ baseUrl, product, publicKey }) => [
        ['In a real program these are constants: whoever', CONSTANTS],
        ['setting("KEYWARD_URL", "http://localhost:8080")', inDoubleQuotes(baseUrl)],
        ['setting("KEYWARD_PRODUCT", "my-program")', inDoubleQuotes(product)],
        ['setting("KEYWARD_PUBLIC_KEY", "YOUR PUBLIC KEY")', inDoubleQuotes(publicKey)],
      ],
    },
    commands: ['cargo run -- activate YOUR-LICENSE-KEY', 'cargo run'],
  },
};

/** The client, below the program. */
function inFolder(from: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`${from}/${name}`, `keyward/${name}`]));
}

/** For a program that has the three values as literals in double quotes. */
function inLiterals({ baseUrl, product, publicKey }: ProgramValues): readonly (readonly [string, string])[] {
  return [
    ['"http://localhost:8080"', inDoubleQuotes(baseUrl)],
    ['"v2-default"', inDoubleQuotes(product)],
    ['"YOUR PUBLIC KEY"', inDoubleQuotes(publicKey)],
  ];
}

function inDoubleQuotes(text: string): string {
  return JSON.stringify(text);
}

function inSingleQuotes(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
