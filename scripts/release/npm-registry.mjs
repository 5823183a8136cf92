import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { installPackages } from '../install-packages.mjs';
import { run, start } from './run.mjs';

/** Node packages of this project; all others come from the registry that npm is set to. */
const OURS = ['keyward', 'keyward-plugin-*', '@keyward/*'];

/** A registry of npm packages on the loopback interface: what is published to it ends with its folder. */
export class NpmRegistry {
  #program;

  constructor(url, program, environment) {
    this.url = url;
    this.#program = program;
    /** For npm and npx, with a home and a cache of their own. */
    this.environment = environment;
  }

  static async start(project, folder) {
    const tools = join(project, 'tools/release');
    installPackages(tools);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const upstream = (await run('npm', ['config', 'get', 'registry'])).trim();
    mkdirSync(folder, { recursive: true });
    const config = join(folder, 'config.json');
    writeFileSync(config, JSON.stringify(settings(folder, upstream)));
    const verdaccio = join(tools, 'node_modules/verdaccio/bin/verdaccio');
    const args = [verdaccio, '--config', config, '--listen', `127.0.0.1:${port}`];
    const program = await start(process.execPath, args, /http address/, { cwd: folder });
    return new NpmRegistry(url, program, environmentOf(folder, url));
  }

  /** Publishes an archive. */
  publish(archive) {
    return run('npm', ['publish', archive], { env: this.environment });
  }

  end() {
    return this.#program.end();
  }
}

function settings(folder, upstream) {
  const open = { access: '$all', publish: '$all' };
  return {
    storage: join(folder, 'storage'),
    max_body_size: '200mb',
    auth: { htpasswd: { file: join(folder, 'users') } },
    web: { enable: false },
    uplinks: { upstream: { url: upstream, maxage: '1h' } },
    packages: {
      ...Object.fromEntries(OURS.map((name) => [name, open])),
      '**': { access: '$all', proxy: 'upstream' },
    },
    log: { type: 'stdout', format: 'pretty', level: 'info' },
  };
}

function environmentOf(folder, url) {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  // npm asks for a word before it publishes; this registry takes any.
  writeFileSync(
    join(home, '.npmrc'),
    `registry=${url}\n${url.replace(/^http:/, '')}:_authToken=any\naudit=false\nfund=false\n`,
  );
  const { PATH = '' } = process.env;
  return { PATH, HOME: home, npm_config_cache: join(home, '.npm'), NPM_CONFIG_UPDATE_NOTIFIER: 'false' };
}

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
