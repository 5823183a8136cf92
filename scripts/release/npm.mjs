import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sizeOf } from './files.mjs';
import { freePort, NpmRegistry } from './npm-registry.mjs';
import { run, start } from './run.mjs';
import { pack, packServer } from './server-package.mjs';
import { madeTwice } from './twice.mjs';

const MAX_INSTALLED_BYTES = 250_000_000;

/**
 * Publishes server, SDK and the example of a plug-in, and lives from them as somebody who has only npm: the two first commands, a
 * program, the testkit and the plug-in. Returns the running server, for the programs in other languages.
 */
export async function releaseNpm({ project, work, report }) {
  const registry = await NpmRegistry.start(project, join(work, 'npm'));
  let running;
  const end = async () => {
    await running?.end();
    await registry.end();
  };
  try {
    const server = await publishAll(registry, { project, work, report });
    running = await firstCommands(registry, join(work, 'stranger'));
    report.limit('server, installed with all it runs on but Node', sizeOf(running.installed), MAX_INSTALLED_BYTES);
    report.time('npx keyward, until it serves', running.firstMs);
    report.time('npx keyward license issue', running.secondMs);
    await runSdk(registry, join(work, 'program'), running);
    report.tried('@keyward/sdk from the registry activates and checks a license');
    await runPlugin(registry, join(work, 'with-plugin'));
    report.tried('a plug-in and the testkit from the registry: /health names the plug-in');
    return { ...running, archive: server, npmEnvironment: registry.environment, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Returns the archive of the server. */
async function publishAll(registry, { project, work, report }) {
  const [server, sdk] = await madeTwice({ work: join(work, 'npm'), report }, async (folder) => {
    rmSync(join(project, 'dist'), { recursive: true, force: true });
    await run(process.execPath, ['sdk/scripts/build.mjs'], { cwd: project });
    return [await packServer(project, folder), await pack(join(project, 'sdk'), folder)];
  });
  const plugin = await packPlugin(project, join(work, 'npm/plugin'), server);
  for (const archive of [server, sdk, plugin]) {
    await registry.publish(archive);
  }
  report.row('server', server, 'npm: keyward', 'provenance of npm', 'npm pack, without what only a checkout needs');
  report.row('SDK', sdk, 'npm: @keyward/sdk', 'provenance of npm', 'npm pack ./sdk');
  return server;
}

/** Fails unless a program printed the text. */
export function expectText(printed, expected) {
  if (!printed.includes(expected)) {
    throw new Error(`Expected ${expected}, but this was printed: ${printed}`);
  }
}

/** The example is built against the package of the server. */
async function packPlugin(project, folder, server) {
  await run('cp', ['-r', join(project, 'examples/plugin'), folder]);
  await run('npm', ['install', '--no-save', '--no-audit', '--no-fund', server], { cwd: folder });
  await run('npm', ['run', 'build'], { cwd: folder });
  const path = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...manifest, private: false }, null, 2));
  return pack(folder, folder);
}

/** An empty folder, and two commands: the server, and the first license with the password that it prints. */
async function firstCommands(registry, cwd) {
  mkdirSync(cwd, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...registry.environment, PORT: String(port), KEYWARD_URL: url, DATA_DIR: join(cwd, '.data') };
  const begun = performance.now();
  const { printed, end } = await start('npx', ['--yes', 'keyward'], /^Keyward is running at http:/, { cwd, env });
  const serving = performance.now();
  const [, KEYWARD_PASSWORD] = /admin password +(\S+)/.exec(printed);
  const issue = ['keyward', 'license', 'issue', '--product', 'v2-default', '--max-activations', '50', '--json'];
  const { key } = JSON.parse(await run('npx', issue, { cwd, env: { ...env, KEYWARD_PASSWORD } }));
  const issuedAt = performance.now();
  const { status } = await fetch(`${url}/console/`);
  if (status !== 200) {
    throw new Error(`The console answered ${status}`);
  }
  const { keys } = await (await fetch(`${url}/.well-known/jwks.json`)).json();
  return {
    url,
    key,
    publicKey: keys.find(({ kty }) => kty === 'OKP').x,
    product: 'v2-default',
    firstMs: serving - begun,
    secondMs: issuedAt - serving,
    installed: join(env.npm_config_cache, '_npx'),
    end,
  };
}

/** The sample of README.md. */
async function runSdk(registry, cwd, { url, key, publicKey, product }) {
  mkdirSync(cwd, { recursive: true });
  await run('npm', ['init', '--yes'], { cwd, env: registry.environment });
  await run('npm', ['install', '@keyward/sdk'], { cwd, env: registry.environment });
  const program = `
    import { fileStore, openLicense, systemDevice } from '@keyward/sdk';
    import { openUsageLedger } from '@keyward/sdk/usage';
    const license = await openLicense({
      baseUrl: ${JSON.stringify(url)}, product: ${JSON.stringify(product)}, keys: [${JSON.stringify(publicKey)}],
      store: fileStore('license-of-the-rehearsal'), device: systemDevice(),
    });
    await license.activate(${JSON.stringify(key)});
    console.log(license.state.kind, typeof openUsageLedger);
    await license.close();`;
  writeFileSync(join(cwd, 'program.mjs'), program);
  expectText(await run(process.execPath, ['program.mjs'], { cwd, env: registry.environment }), 'valid function');
}

/** A server with the example of a plug-in, and the testkit that a plug-in is tested with. */
async function runPlugin(registry, cwd) {
  mkdirSync(cwd, { recursive: true });
  const port = await freePort();
  const plugin = { PLUGINS: 'keyward-plugin-notes', DATA_DIR: join(cwd, '.data') };
  const env = { ...registry.environment, PORT: String(port), ...plugin };
  await run('npm', ['init', '--yes'], { cwd, env });
  await run('npm', ['install', 'keyward', 'keyward-plugin-notes'], { cwd, env });
  const testkit = "console.log(typeof require('keyward/testkit').startServer)";
  expectText(await run(process.execPath, ['-e', testkit], { cwd, env }), 'function');
  const server = await start('npx', ['keyward'], /^Keyward is running at http:/, { cwd, env });
  const { plugins } = await (await fetch(`http://127.0.0.1:${port}/health`)).json();
  await server.end();
  expectText(plugins.map(({ name }) => name).join(' '), 'notes');
}
