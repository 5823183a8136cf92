import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_DIR, readProjectFile } from '../../src/core/common/project';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase, urlOf } from '../testkit/database';
import { sampleOf } from '../testkit/sample';
import { until } from '../testkit/until';
import { Program } from './program';

const LICENSE = 'NOTED-0001';

/** The line of docs/plugins.md that installs the server, without `npm`. */
const DOCUMENTED_INSTALL = /^npm (install .*?) +#/m.exec(readProjectFile('docs/plugins.md'))?.[1]?.split(' ') ?? [];
const DOCUMENTED_ARCHIVE = DOCUMENTED_INSTALL.at(-1) ?? '';

/** An expression that throws. */
const FAIL = "(() => { throw new Error('no such luck'); })()";

/** The tag of the example's operations, as it is compiled. */
const NOTES_TAG = "(0, common_2.ApiTag)('notes', 'Notes on licenses.')";

const BROKEN: Readonly<Record<string, readonly [string, (dist: string) => void]>> = {
  throws: [
    'could not be loaded (no such luck)',
    (dist) => appendFileSync(join(dist, 'notes.service.js'), "throw new Error('no such luck');"),
  ],
  other: [
    'works with Keyward ^9.0.0, and this is',
    (dist) => replace(join(dist, '../package.json'), '"keyward": "^0.1.0"', '"keyward": "^9.0.0"'),
  ],
  table: [
    'has the table other_notes',
    (dist) => replace(join(dist, 'note.entity.js'), "'notes_notes'", "'other_notes'"),
  ],
  migration: [
    'failed, so that the plug-in is left out: division by zero',
    (dist) => {
      const file = join(dist, 'migrations/1800000000000-create-notes.js');
      replace(file, 'CreateNotes1800000000000', 'DivideNotes1800000000001');
      replace(file, 'async up(queryRunner) {', "async up(queryRunner) { await queryRunner.query('SELECT 1 / 0');");
      renameSync(file, join(dist, 'migrations/1800000000001-divide-notes.js'));
    },
  ],
  instance: [
    'could not be started (no such luck). It is left out.',
    (dist) =>
      replace(join(dist, 'notes.service.js'), 'class NotesService {', `class NotesService {\n  luck = ${FAIL};`),
  ],
  hook: [
    'could not be started (no such luck). It is left out.',
    (dist) =>
      replace(
        join(dist, 'notes.service.js'),
        'class NotesService {',
        `class NotesService {\n  async onModuleInit() { ${FAIL}; }`,
      ),
  ],
  gone: ['but there is no', (dist) => rmSync(join(dist, '..'), { recursive: true })],
};

let folder: string;
let plugin: string;
let databaseUrl: string;

beforeAll(() => Program.build());
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-plugin-'));
  plugin = join(folder, 'plugin');
  cpSync(join(PROJECT_DIR, 'examples/plugin'), plugin, { recursive: true });
  npm(PROJECT_DIR, 'pack', '--pack-destination', folder);
  const [archive = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  renameSync(join(folder, archive), join(plugin, DOCUMENTED_ARCHIVE));
  // With a lock file, npm takes out packages that it does not find in package.json.
  npm(plugin, 'install', '--no-audit', '--no-fund', '--ignore-scripts');
  npm(plugin, ...DOCUMENTED_INSTALL, '--no-audit', '--no-fund', '--ignore-scripts');
  expect(existsSync(join(plugin, 'node_modules/keyward'))).toBe(true);
  npm(plugin, 'run', 'build');
  databaseUrl = await freshDatabase();
});
afterEach(() => Program.endAll());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program in the folder of the plug-in; returns its exit code and what it prints. */
function inPlugin(program: string, args: string[], env: NodeJS.ProcessEnv = {}, cwd = plugin) {
  const run = spawnSync(program, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } });
  return { status: run.status, output: run.stdout + run.stderr };
}

function npm(cwd: string, ...args: string[]): void {
  const { status, output } = inPlugin('npm', args, {}, cwd);
  if (status !== 0) {
    throw new Error(`npm ${args.join(' ')} failed:\n${output}`);
  }
}

/** The packed server, as it is installed in the folder of the plug-in. */
function start(plugins: string, more: Record<string, string> = {}): Promise<Program> {
  const server = join(plugin, 'node_modules/keyward/dist/main.js');
  const settings = { DATABASE_URL: databaseUrl, ADMIN_PASSWORD, RATE_LIMIT_FACTOR: '0', PLUGINS: plugins, ...more };
  return Program.start(settings, process.execPath, [server]);
}

/** A copy of the built plug-in that uses the packages of the original. */
function copyOf(name: string, change: (dist: string) => void): string {
  const copy = join(folder, name);
  cpSync(plugin, copy, { recursive: true, filter: (path) => !path.includes('node_modules') });
  change(join(copy, 'dist'));
  return copy;
}

function validate(program: Program) {
  return program.call('POST', '/api/v1/validate', { license_key: LICENSE, hardware_id: 'desk' });
}

it('a plug-in that is built from the packed server adds operations, tables, a rule and an observer', async () => {
  const program = await start(plugin);
  const { body: health } = await program.call('GET', '/health');
  expect(health.plugins).toContainEqual({ name: 'notes', version: '1.0.0' });
  expect(program.log.text).not.toContain('The plug-in');
  await program.issue(ADMIN_PASSWORD, { key: LICENSE });
  await program.call('POST', '/api/v1/activate', { license_key: LICENSE, hardware_id: 'desk' });
  expect(await validate(program)).toMatchObject({ status: 200, body: { code: 'VALID' } });

  const authorization = await program.logIn(ADMIN_PASSWORD);
  const notes = `/api/v1/notes/licenses/${LICENSE}`;
  const note = { text: 'Not paid', is_hold: true };
  expect(await program.call('POST', notes, note)).toMatchObject({ status: 401 });
  expect(await program.call('POST', notes, { text: '' }, authorization)).toMatchObject({ status: 400 });
  expect(await program.call('POST', notes, note, authorization)).toMatchObject({ status: 201, body: note });

  expect(await validate(program)).toMatchObject({ status: 200, body: { valid: false, code: 'LICENSE_ON_HOLD' } });
  const refused = { license_key: LICENSE, hardware_id: 'another desk' };
  expect(await program.call('POST', '/api/v1/activate', refused)).toMatchObject({
    body: { error: { code: 'LICENSE_ON_HOLD' } },
  });
  await program.log.line(/A license on hold was asked for/);

  const audit = await program.call('GET', '/api/v1/audit?limit=1', undefined, authorization);
  expect(audit.body.items).toMatchObject([{ action: 'note.created', target: { type: 'notes_notes' } }]);
  const { body: document } = await program.call('GET', '/openapi.json');
  expect(Object.keys(document.paths)).toContain('/api/v1/notes/licenses/{id}');
  expect(document.tags).toContainEqual({ name: 'notes', description: 'Notes on licenses.' });
});

it('its own tests pass, with the testkit of the packed server', () => {
  const { output, status } = inPlugin('npm', ['test'], { DATABASE_URL: urlOf('postgres') });
  expect([status, output]).toEqual([0, expect.stringMatching(/# fail 0|fail 0/)]);
});

it.each([
  ['gone', 'but there is no'],
  ['migration', 'so that the plug-in is left out: division by zero'],
])('the testkit says why a plug-in cannot be used (%s)', (name, reason) => {
  const copy = copyOf(`tested-${name}`, BROKEN[name]?.[1] ?? (() => undefined));
  const script =
    "require('keyward/testkit').startServer({ plugins: [process.env.COPY] }).catch((error) => console.log(error.message))";
  const settings = { COPY: copy, DATABASE_URL: urlOf('postgres') };
  expect(inPlugin(process.execPath, ['-e', script], settings).output).toContain(reason);
});

it('does not compile with a text that it does not have', () => {
  const file = join(plugin, 'src/wrong.ts');
  writeFileSync(
    file,
    "import { texts } from 'keyward/core/i18n';\nexport const wrong = [texts('notes').title, texts('notes').titel];\n",
  );
  const { output } = inPlugin('npx', ['tsc', '--noEmit']);
  rmSync(file);
  expect(output.match(/error TS/g)).toHaveLength(1);
  expect(output).toContain("'titel' does not exist");
});

it('writes the documents of the plug-in and a typed client of its operations', () => {
  const write = (...args: string[]) => inPlugin('npx', ['keyward', 'openapi', '--plugins', '.', ...args]);
  expect(write('--output', 'openapi.json')).toEqual({ output: '', status: 0 });
  const client = join(folder, 'client');
  const generate = `require('openapi-typescript-codegen').generate(${JSON.stringify({ input: join(plugin, 'openapi.json'), output: client })})`;
  execFileSync(process.execPath, ['-e', generate], { cwd: join(PROJECT_DIR, 'tools') });
  expect(readFileSync(join(client, 'services/NotesService.ts'), 'utf8')).toContain('createNote(');
  expect(JSON.parse(write('--api', 'desk').output).paths).toHaveProperty(['/desk/v1/tickets/open']);
  expect(inPlugin('npx', ['keyward', 'openapi', '--plugins', './gone'])).toEqual({
    output: expect.stringContaining('PLUGINS names ./gone'),
    status: 1,
  });
});

it('leaves its tables alone while it is missing, and works again when it comes back', async () => {
  const without = await start('');
  expect(await validate(without)).toMatchObject({ body: { code: 'VALID' } });
  expect(await without.call('GET', `/api/v1/notes/licenses/${LICENSE}`)).toMatchObject({ status: 404 });
  await without.end('SIGTERM');
  expect(await validate(await start(plugin))).toMatchObject({ body: { code: 'LICENSE_ON_HOLD' } });
});

/** Mistakes that are seen when the modules are connected. */
const MISTAKES: Readonly<Record<string, readonly [reason: string, file: string, from: string, to: string]>> = {
  route: [
    'NotesPageController.showNotes declares GET /console/licenses, as LicenseListController.showLicenses does',
    'console/notes-page.controller.js',
    "ConsoleController)('console/notes')",
    "ConsoleController)('console/licenses')",
  ],
  dependency: [
    "Nest can't resolve dependencies of the DeskController",
    'notes.module.js',
    'exports: [notes_service_1.NotesService]',
    'exports: []',
  ],
  access: [
    'NotesPageController.showNotes has neither @Public() nor @Authorized()',
    'console/notes-page.controller.js',
    "(0, common_2.Authorized)('notes:read'),",
    '',
  ],
  permission: [
    'NotesPageController.showNotes requires the permission others:read, which no *.permissions.ts declares',
    'console/notes-page.controller.js',
    "'notes:read'",
    "'others:read'",
  ],
  entry: [
    '/console/notes requires the permission others:read, which no *.permissions.ts declares',
    'notes.plugin.js',
    "'notes:read'",
    "'others:read'",
  ],
  icon: ['there is no icon planet', 'notes.plugin.js', "'file-text'", "'planet'"],
  rule: ['the rule HoldRule refuses with ON_HOLD, which no', 'hold.rule.js', "'LICENSE_ON_HOLD'", "'ON_HOLD'"],
  setting: ['it has the setting other.keep_days', 'notes.settings.js', "'notes.keep_days'", "'other.keep_days'"],
  provider: [
    'no module provides the setting notes.keep_days',
    'notes.module.js',
    'useValue: notes_settings_1.NOTES_SETTINGS',
    'useValue: 1',
  ],
  path: [
    'but paths of Help Desk API begin with /desk',
    'desk/desk.controller.js',
    "'desk/v1/tickets'",
    "'desks/v1/tickets'",
  ],
  prefix: ['Help Desk API has the prefix /api, but', 'desk/desk.dialect.js', "['/desk']", "['/desk', '/api']"],
};

it('leaves out plug-ins with mistakes, each with a sentence that names it, and warns of what documents lack of the others', () => {
  const mistakes = sampleOf(Object.entries(MISTAKES), 4, 'mistakes of plug-ins');
  const copies = mistakes.map(([name, [, file, from, to]]) =>
    copyOf(`wrong-${name}`, (dist) => replace(join(dist, file), from, to)),
  );
  const undescribed = copyOf('undescribed', (dist) => {
    const noteText = "(0, swagger_1.ApiProperty)({ description: 'What is to be remembered.' }),";
    replace(join(dist, 'dto/note.dto.js'), noteText, '');
    replace(join(dist, 'notes.controller.js'), NOTES_TAG, "(0, swagger_1.ApiTags)('others')");
    replace(join(dist, 'desk/desk.controller.js'), "ApiTags)('tickets')", "ApiTags)('desk')");
  });
  const found = checked(...copies, undescribed);
  const lack = `The plug-in ${undescribed} has operations that documents do not describe:`;
  expect(found).toEqual({
    leftOut: copies.map((entry, index) => ({
      entry,
      reason: expect.stringContaining(mistakes[index]?.[1][0] ?? ''),
    })),
    warnings: [
      `${lack} NoteDto.text has no @ApiProperty.`,
      `${lack} No controller describes the tag others with @ApiTag.`,
      `${lack} Help Desk API has no description of the tag desk.`,
    ],
  });
  for (const [index, [name]] of mistakes.entries()) {
    const kind = name === 'dependency' ? 'could not be loaded (' : 'has a mistake: ';
    expect(found.leftOut[index]?.reason).toContain(`The plug-in ${copies[index]} ${kind}`);
  }
});

it('warns of texts that were not copied beside the compiled files', () => {
  const copy = copyOf('texts', (dist) => rmSync(join(dist, 'notes.texts.json')));
  const { output } = inPlugin(process.execPath, [
    '-e',
    `console.log(require(${checksFile()}).missingTexts(${JSON.stringify(copy)}))`,
  ]);
  expect(output).toContain(`${copy} lacks texts: src/notes.texts.json was not copied`);
});

it('counts a tag that a controller of the core describes as described', () => {
  const copy = copyOf('tagged', (dist) =>
    replace(join(dist, 'notes.controller.js'), NOTES_TAG, "(0, swagger_1.ApiTags)('licenses')"),
  );
  expect(checked(copy)).toEqual({ leftOut: [], warnings: [] });
});

/** What the installed server finds out about plug-ins before it starts. */
function checked(...entries: string[]): { readonly leftOut: { readonly reason: string }[] } {
  const script = `require(${checksFile()}).checkPlugins(process.env.PLUGINS).then((found) => console.log(JSON.stringify(found)))`;
  const { output } = inPlugin(process.execPath, ['-e', script], { PLUGINS: entries.join(',') });
  return JSON.parse(output) as ReturnType<typeof checked>;
}

/** The checks of the installed server, as a literal. */
function checksFile(): string {
  return JSON.stringify(join(plugin, 'node_modules/keyward/dist/core/start/check-plugins.js'));
}

function replace(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replaceAll(from, to));
}

/** Each is found out by itself before the start: one start shows all of them. */
const FOUND_BEFORE_THE_START = ['throws', 'other', 'table', 'gone'];

/** These end the start of the modules, so that the server starts anew without them. */
const FOUND_AT_THE_START = sampleOf(['instance', 'hook'], 1, 'found at the start');

it.each([[FOUND_BEFORE_THE_START], [['migration']], ...FOUND_AT_THE_START.map((name) => [[name]])])(
  'names plug-ins that are broken, and starts without them: %j',
  async (names) => {
    const broken = Object.entries(BROKEN).filter(([name]) => names.includes(name));
    const copies = broken.map(([name, [, change]]) => copyOf(name, change));
    const program = await start(copies.join(','));
    for (const [, [reason]] of broken) {
      expect(program.log.text).toContain(reason);
    }
    const { body: health } = await program.call('GET', '/health');
    expect(health.plugins.map((one: { name: string }) => one.name)).not.toContain('notes');
    expect(await validate(program)).toMatchObject({ body: { code: 'VALID' } });
  },
);

describe('a server without a plug-in that could not be started', () => {
  let unstartable: string;
  beforeAll(() => {
    unstartable = copyOf('unstartable', BROKEN.instance?.[1] ?? (() => undefined));
  });

  it.each(sampleOf(['SIGTERM', 'SIGKILL'] as const, 1, 'ends'))(
    'ends by %s, with both of its processes',
    async (signal) => {
      const program = await start(unstartable);
      const { status } = await program.call('GET', '/health');
      expect(status).toBe(200);
      const { code } = await program.end(signal);
      expect(code).toBe(signal === 'SIGTERM' ? 0 : null);
      await until('the port is free', () =>
        program.call('GET', '/health').then(
          () => false,
          () => true,
        ),
      );
    },
  );

  it('has workers all the same', async () => {
    const program = await start(unstartable, { WORKERS: '2' });
    expect(program.log.text).toContain('could not be started (no such luck). It is left out.');
    expect(await validate(program)).toMatchObject({ body: { code: 'VALID' } });
  });
});
