// Checks the files of images, deployments and releases without starting anything: the Dockerfile, the workflows,
// docker-compose.yml against the schema of the compose specification, and the Kubernetes manifests against the types of the
// Kubernetes API. An unknown field is an error in both.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import { build } from 'esbuild';
import ts from 'typescript';
import { parse, parseAllDocuments } from 'yaml';

const TOOLS = import.meta.dirname;
const PROJECT = join(TOOLS, '..');
const WORKFLOWS = '.github/workflows';
const MANIFESTS = 'deploy/kubernetes';
/** Of the chart that they are, too. */
const CHART = ['Chart.yaml', 'values.yaml'].map((name) => `${MANIFESTS}/${name}`);
const COMPOSE = 'docker-compose.yml';

const read = (file) => readFileSync(join(PROJECT, file), 'utf8');
const yamlFilesIn = (folder) =>
  readdirSync(join(PROJECT, folder))
    .filter((name) => name.endsWith('.yml') || name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`);

const problems = [
  ...checkDockerfile('Dockerfile'),
  ...(await checkWorkflows(yamlFilesIn(WORKFLOWS))),
  ...yamlFilesIn(WORKFLOWS).flatMap(checkScripts),
  ...checkCompose(COMPOSE),
  ...checkReferences(COMPOSE),
  ...checkManifests(yamlFilesIn(MANIFESTS).filter((file) => !CHART.includes(file))),
];
problems.forEach((problem) => console.error(problem));
process.exitCode = problems.length === 0 ? 0 : 1;

function checkDockerfile(file) {
  return validate(read(file)).map(({ range, message }) => `${file}:${range.start.line + 1}: ${message}`);
}

async function checkWorkflows(files) {
  const { parseWorkflow, NoOperationTraceWriter } = await loadWorkflowParser();
  return files.flatMap((name) => {
    const { context } = parseWorkflow({ name, content: read(name) }, new NoOperationTraceWriter());
    return context.errors.getErrors().map(({ message }) => message);
  });
}

/** GitHub publishes it for bundlers: Node does not load the JSON that it imports. */
async function loadWorkflowParser() {
  const outfile = join(TOOLS, 'node_modules/.cache/workflow-parser.cjs');
  const entry = join(TOOLS, 'node_modules/@actions/workflow-parser/dist/index.js');
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
  return createRequire(import.meta.url)(outfile);
}

/** The syntax of the shell scripts of a workflow. Expressions of GitHub are replaced by a word. */
function checkScripts(file) {
  return Object.values(parse(read(file)).jobs)
    .flatMap(({ steps = [] }) => steps)
    .filter(({ run }) => run !== undefined)
    .map(({ run }) => spawnSync('bash', ['-n'], { input: run.replace(/\$\{\{.*?\}\}/gs, 'value'), encoding: 'utf8' }))
    .filter(({ status }) => status !== 0)
    .map(({ stderr }) => `${file}: ${stderr.trim()}`);
}

/** Most rules of this linter are about style. */
function checkCompose(file) {
  const linter = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [] });
  return linter
    .lintFiles([join(PROJECT, file)], false)
    .flatMap(({ messages }) => messages)
    .filter(({ rule }) => /^(invalid|no-duplicate)-/.test(rule))
    .map(({ line, message }) => `${file}:${line}: ${message}`);
}

/** Services, volumes and folders that do not exist, which the schema cannot know. */
function checkReferences(file) {
  const { services, volumes = {} } = parse(read(file));
  const exists = (source) => (source.startsWith('.') ? existsSync(join(PROJECT, source)) : source in volumes);
  return Object.entries(services).flatMap(([name, { depends_on: needed = {}, volumes: mounts = [] }]) => {
    const unknown = Object.keys(needed).filter((service) => !(service in services));
    const sources = mounts.map((mount) => mount.split(':')[0]).filter((source) => !exists(source));
    return [...unknown, ...sources].map((missing) => `${file}: ${name} refers to ${missing}, which does not exist`);
  });
}

function checkManifests(files) {
  const sources = new Map(
    files.flatMap((file) =>
      parseAllDocuments(read(file))
        .map((document) => document.toJS())
        .filter(({ kind }) => kind !== 'Kustomization')
        .map((manifest, index) => [join(TOOLS, `${file.replaceAll('/', '.')}.${index}.ts`), sourceOf(manifest)]),
    ),
  );
  const options = {
    strict: true,
    noEmit: true,
    types: [],
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => sources.has(name) || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    sources.has(name)
      ? ts.createSourceFile(name, sources.get(name), ts.ScriptTarget.Latest)
      : getSourceFile.call(host, name, ...rest);
  const program = ts.createProgram([...sources.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const where = file === undefined ? MANIFESTS : file.fileName.slice(TOOLS.length + 1);
    return `${where}: ${ts.flattenDiagnosticMessageText(messageText, '\n  ')}`;
  });
}

/** A program that has the manifest's type only if the manifest has no error. */
function sourceOf({ apiVersion, kind, ...fields }) {
  const [version, group = 'core'] = apiVersion.split('/').reverse();
  const module = `kubernetes-types/${group.split('.')[0]}/${version}`;
  const manifest = JSON.stringify({ apiVersion, kind, ...fields }, null, 2);
  return `import type { ${kind} } from '${module}';\nexport const manifest: ${kind} = ${manifest};\n`;
}
