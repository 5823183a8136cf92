// Fails if modules of a room import each other: two modules that depend on each other are one module, or need a third.
// A module is a folder of a room; the files directly in a room, with their `dto/`, are a module of their own. Type-only imports and specs do not
// count. The argument is another folder to check instead of this project.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { partsOf } from './rooms.cjs';

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
const files = readdirSync(join(root, 'src'), { recursive: true })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => /(?<![.]spec|[.]d)[.]tsx?$/.test(path) && partsOf(path).length > 1 && !isFace(path))
  .sort();

/** Modules, each with the modules that it imports and the imports, each as `file → file`. */
const graph = new Map();
for (const file of files) {
  for (const imported of importsOf(file)) {
    const [from, to] = [moduleOf(file), moduleOf(imported)];
    if (from !== to && roomOf(file) === roomOf(imported)) {
      const targets = graph.get(from) ?? new Map();
      graph.set(from, targets.set(to, [...(targets.get(to) ?? []), `${file} → ${imported}`]));
    }
  }
}

const circles = [...graph]
  .flatMap(([from, targets]) => [...targets.keys()].map((to) => shortestPath(to, from)))
  .filter((circle) => circle !== undefined)
  .sort((one, other) => one.length - other.length);
const reported = new Set();
for (const circle of circles) {
  const steps = circle.map((from, index) => ({ from, to: circle[(index + 1) % circle.length] }));
  const names = steps.map(({ from, to }) => `${from} → ${to}`);
  if (names.every((name) => !reported.has(name))) {
    names.forEach((name) => reported.add(name));
    const imports = steps.flatMap(({ from, to }) => graph.get(from).get(to));
    process.stderr.write(
      `${circle.join(' and ')} import each other:\n${imports.map((each) => `  ${each}\n`).join('')}`,
    );
  }
}
process.exit(circles.length > 0 ? 1 : 0);

/** What plug-ins use of a room. The room itself does not import it. */
function isFace(path) {
  return /^src\/(?:core\/[^/]+|pages)\/(?:index|internal)[.]ts$/.test(path);
}

function roomOf(path) {
  return partsOf(path)[0];
}

function moduleOf(path) {
  const [room, folder] = partsOf(path).slice(0, -1);
  return folder === undefined || folder === 'dto' ? room : `${room}/${folder}`;
}

/** Files of the project that this one needs at run time. */
function importsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  return source.statements
    .filter((statement) => statement.moduleSpecifier?.text.startsWith('.') && !isTypeOnly(statement))
    .map((statement) => posix.join(posix.dirname(file), statement.moduleSpecifier.text))
    .flatMap((path) => [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].filter((each) => existsSync(join(root, each))))
    .filter((path) => partsOf(path).length > 1);
}

function isTypeOnly({ isTypeOnly, importClause, exportClause }) {
  const names = (importClause?.namedBindings ?? exportClause)?.elements;
  return (
    isTypeOnly ||
    importClause?.isTypeOnly ||
    (!importClause?.name && names?.length > 0 && names.every((name) => name.isTypeOnly))
  );
}

/** Modules from one to the other, both included. */
function shortestPath(from, to) {
  const paths = [[from]];
  const seen = new Set([from]);
  for (const path of paths) {
    if (path.at(-1) === to) {
      return path;
    }
    for (const next of graph.get(path.at(-1))?.keys() ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        paths.push([...path, next]);
      }
    }
  }
  return undefined;
}
