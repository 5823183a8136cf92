// Runs the client for PHP on PHP 7.4, the oldest that it is for, compiled to WebAssembly: its syntax, the functions that it calls, its
// classes, the test vectors and the systems of the conformance suite.
import { createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackages } from './install-packages.mjs';

const PROJECT = join(import.meta.dirname, '..');
const CLIENT = join(PROJECT, 'sdk/php');
const CONFORMANCE = join(PROJECT, 'test/conformance');
const OUTCOMES = ['error', 'offline_request', 'release_code', 'result', 'group'];
const VECTORS = [
  'verdicts',
  'answers',
  'license-files',
  'updates',
  'key-rotation',
  'key-rotation-to-es256',
  'key-rotation-to-eddsa',
  'air-gap',
  'typed-keys',
  'relays',
];

installPackages(join(PROJECT, 'tools'));
const ofTools = createRequire(join(PROJECT, 'tools/package.json'));
const importTool = (name) => import(pathToFileURL(ofTools.resolve(name)).href);
const { getPHPLoaderModule } = await importTool('@php-wasm/node-7-4');
const { loadPHPRuntime, PHP } = await importTool('@php-wasm/universal');

const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');
// PHP has sodium since 7.2; this build has not. A usage ledger, which needs a newer PHP, calls more of it.
const PRELUDE = String.raw`<?php
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    if ((error_reporting() & $level) !== 0) {
        throw new ErrorException($message, 0, $level, $file, $line);
    }
    return false;
});
function sodium_crypto_sign_verify_detached(string $signature, string $message, string $key): bool
{
    return post_message_to_js(json_encode(array_map('base64_encode', [$signature, $message, $key]))) === 'yes';
}
define('STDIN', fopen('/client/input', 'r'));
`;
const FUNCTIONS = String.raw`
require '/client/autoload.php';
$sodium = ['seed_keypair', 'publickey', 'secretkey', 'detached'];
$sodium = preg_filter('/^/', 'sodium_crypto_sign_', $sodium);
$missing = [];
foreach (json_decode(stream_get_contents(STDIN)) as $file) {
    try {
        $all = token_get_all(file_get_contents("/client/$file"), TOKEN_PARSE);
    } catch (ParseError $error) {
        $missing[] = "$file, line {$error->getLine()}: {$error->getMessage()}";
        continue;
    }
    $tokens = array_values(array_filter($all, static function ($token): bool {
        return !is_array($token) || !in_array($token[0], [T_WHITESPACE, T_COMMENT, T_DOC_COMMENT], true);
    }));
    foreach ($tokens as $at => $token) {
        $before = $tokens[$at - 1] ?? null;
        $isCall = is_array($token) && $token[0] === T_STRING && ($tokens[$at + 1] ?? null) === '('
            && !(is_array($before) && in_array($before[0], [T_OBJECT_OPERATOR, T_DOUBLE_COLON, T_FUNCTION, T_NEW, T_NS_SEPARATOR], true));
        if ($isCall && !function_exists($token[1]) && !in_array($token[1], $sodium, true)) {
            $missing[] = "$file calls $token[1]";
        }
    }
    $class = 'Keyward\\' . strtr(substr($file, strlen('src/'), -strlen('.php')), '/', '\\');
    if (!class_exists($class) && !interface_exists($class)) {
        $missing[] = "$file has no $class";
    }
}
echo json_encode($missing);
`;

const problems = [];
problems.push(...JSON.parse(await run(FUNCTIONS, JSON.stringify(sources()))));
for (const name of VECTORS) {
  await expectVectors(name);
}
await expectSystems();
console.log(problems.length === 0 ? 'The client for PHP runs on PHP 7.4.' : problems.join('\n'));
process.exit(problems.length === 0 ? 0 : 1);

function sources() {
  const names = readdirSync(join(CLIENT, 'src'), { recursive: true }).filter((name) => name.endsWith('.php'));
  return names.map((name) => `src/${name.replaceAll('\\', '/')}`);
}

/** Output of a script of the client, or of code, in a PHP of its own. */
async function run(script, stdin, files = {}) {
  const php = new PHP(await loadPHPRuntime(await getPHPLoaderModule()));
  php.onMessage((text) => Promise.resolve(isSigned(text) ? 'yes' : 'no'));
  for (const folder of ['', '/src', '/src/WordPress', '/tests']) {
    php.mkdir(`/client${folder}`);
    for (const entry of readdirSync(join(CLIENT, folder), { withFileTypes: true })) {
      if (entry.isFile()) {
        php.writeFile(`/client${folder}/${entry.name}`, readFileSync(join(CLIENT, folder, entry.name)));
      }
    }
  }
  for (const [path, text] of Object.entries({ '/client/input': stdin, ...files })) {
    php.mkdir(path.slice(0, path.lastIndexOf('/')));
    php.writeFile(path, text);
  }
  const isFile = script.endsWith('.php');
  const { text, errors, exitCode } = await php.run({
    code: PRELUDE + (isFile ? `require '/client/${script}';` : script),
  });
  php.exit();
  if (exitCode !== 0 || errors) {
    throw new Error(`PHP 7.4 ended with ${exitCode}: ${errors}${text}`);
  }
  return text;
}

function isSigned(text) {
  const [signature, message, key] = JSON.parse(text).map((part) => Buffer.from(part, 'base64'));
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_ED25519, key]), format: 'der', type: 'spki' });
  return verify(null, message, publicKey, signature);
}

async function expectVectors(name) {
  const { pinned, cases } = JSON.parse(readFileSync(join(PROJECT, `test/vectors/${name}.json`), 'utf8'));
  // The claims of what is signed about something else are compared by the conformance suite.
  const tasks = cases.filter((each) => !each.mismatch).map((each) => ({ vectors: name, pinned, case: each }));
  const outcomes = JSON.parse(await run('tests/check-vectors.php', JSON.stringify(tasks)));
  tasks.forEach((task, index) => {
    const [read, expected] = [outcomes[index], task.case.verify ?? task.case].map(comparable);
    if (read !== expected) {
      problems.push(`${name}, case ${index + 1}: ${read} instead of ${expected}`);
    }
  });
}

/** The outcomes in a case, or in each of its probes. */
function comparable(outcome) {
  return JSON.stringify(Array.isArray(outcome) ? outcome.map(({ error }) => error) : outcome, OUTCOMES);
}

/** Opens a license on each system: what runs at each start. */
async function expectSystems() {
  const systems = JSON.parse(readFileSync(join(CONFORMANCE, 'systems.json'), 'utf8'));
  const files = systems.flatMap(({ files: own = {} }, index) =>
    Object.entries(own).map(([path, text]) => [`/systems/${index}${path}`, text]),
  );
  const commands = systems.map(({ platform, variables = {}, outputs = {}, registry = {} }, index) => ({
    do: 'open',
    now: 1,
    with: {
      base_url: 'http://127.0.0.1:9',
      product: 'editor',
      keys: ['A'.repeat(43)],
      store: `/stores/${index}/license`,
      system: { root: `/systems/${index}`, platform, variables, outputs, registry },
    },
  }));
  const lines = commands.map((command) => JSON.stringify(command)).join('\n');
  const replies = (await run('tests/driver.php', `${lines}\n`, Object.fromEntries(files))).trim().split('\n');
  systems.forEach(({ name, environment }, index) => {
    const { state, device } = JSON.parse(replies[index] ?? '{}');
    if (device?.environment !== environment || state.kind !== 'must_connect') {
      problems.push(`${name}: ${replies[index]}`);
    }
  });
}
