// Each name that a face exports, `src/core/<room>/index.ts` or `src/pages/index.ts`, has a comment at its definition: plug-ins
// from outside see it in their editor. A name that one plug-in of this repository alone uses stands in `internal.ts` beside the face,
// which is no part of the package. The command line loads neither: it starts without the server. `--count` prints the number of names
// of each. An argument is another folder to check instead of this project.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = resolve(
  process.argv.slice(2).find((each) => !each.startsWith('-')) ?? join(dirname(fileURLToPath(import.meta.url)), '..'),
);
const files = new Map();

const faces = readdirSync(join(root, 'src/core'))
  .map((room) => `core/${room}`)
  .concat('pages')
  .flatMap((room) =>
    ['index', 'internal'].map((part) => ({ room, part, name: part === 'index' ? room : `${room}/${part}` })),
  )
  .map((face) => ({ ...face, file: join(root, 'src', face.room, `${face.part}.ts`) }))
  .filter(({ file }) => parsed(file)?.statements.some(isReExport));

/** Of all rooms of the core: what plug-ins from outside may rely on. */
const MOST_NAMES = 600;

const problems = [];
const leavesOf = leavesByName();
let names = 0;
for (const { name, room, part, file } of faces) {
  const exported = exportsOf(parsed(file), file);
  names += part === 'index' && room !== 'pages' ? exported.length : 0;
  if (process.argv.includes('--count')) {
    process.stdout.write(`${name}: ${exported.length}\n`);
  }
  for (const each of exported) {
    const found = definitionOf(each);
    if (!found) {
      problems.push(`${relative(root, file)}: no definition of ${each.name} is found`);
    } else if (!hasComment(found.node)) {
      problems.push(`${relative(root, found.file)}: ${each.name}, which a face exports, has no comment`);
    }
    const leaves = [...(leavesOf.get(`${file} ${each.name}`) ?? [])];
    if (part === 'internal' && leaves.length !== 1) {
      const users = leaves.sort().join(' and ') || 'nobody';
      problems.push(
        `${relative(root, file)}: ${each.name} is used by ${users}: what one plug-in does not use alone is exported by index.ts`,
      );
    }
  }
}
if (names > MOST_NAMES) {
  problems.push(`src/core: the faces have ${names} names, and may have ${MOST_NAMES}`);
}
for (const file of filesBelow('src/plugins').filter((path) => /^src[/]plugins[/](?:cli|[^/]+[/]cli)[/]/.test(path))) {
  const way = wayToFace(join(root, file));
  if (way) {
    problems.push(`${way.map((each) => relative(root, each)).join(' → ')}: the command line loads a face`);
  }
}
for (const problem of problems.sort()) {
  process.stderr.write(`${problem}\n`);
}
process.exit(problems.length > 0 ? 1 : 0);

function filesBelow(folder) {
  try {
    const paths = readdirSync(join(root, folder), { recursive: true }).map(
      (path) => `${folder}/${path.replaceAll('\\', '/')}`,
    );
    return paths.filter((path) => /(?<![.]spec|[.]d)[.]tsx?$/.test(path));
  } catch {
    return [];
  }
}

/** The plug-ins, APIs and pages that import a name of a face. */
function leavesByName() {
  const leaves = new Map();
  for (const path of ['src/plugins', 'src/apis', 'src/pages'].flatMap(filesBelow)) {
    const file = join(root, path);
    for (const { importClause, moduleSpecifier } of parsed(file).statements.filter(ts.isImportDeclaration)) {
      const imported = moduleSpecifier.text.startsWith('.') && fileOf(moduleSpecifier.text, file);
      for (const { name, propertyName } of importClause?.namedBindings?.elements ?? []) {
        const key = `${imported} ${(propertyName ?? name).text}`;
        leaves.set(
          key,
          (leaves.get(key) ?? new Set()).add(path.replace(/^src[/](?:(pages)|[^/]+[/]([^/]+)).*$/, '$1$2')),
        );
      }
    }
  }
  return leaves;
}

/** The shortest way along imports at run time; those of `import()` load nothing at the start. */
function wayToFace(start) {
  const ways = new Map([[start, [start]]]);
  for (const [file, way] of ways) {
    if (faces.some((face) => face.file === file)) {
      return way;
    }
    for (const imported of loadedBy(parsed(file), file)) {
      if (!ways.has(imported)) {
        ways.set(imported, [...way, imported]);
      }
    }
  }
  return undefined;
}

function loadedBy(source, file) {
  return source.statements
    .filter(({ moduleSpecifier }) => moduleSpecifier?.text.startsWith('.'))
    .filter(({ importClause, exportClause, isTypeOnly }) => {
      const names = (importClause?.namedBindings ?? exportClause)?.elements ?? [];
      const areTypes = names.length > 0 && names.every((name) => name.isTypeOnly) && !importClause?.name;
      return !(isTypeOnly || importClause?.isTypeOnly || areTypes);
    })
    .map(({ moduleSpecifier }) => fileOf(moduleSpecifier.text, file))
    .filter((imported) => imported !== undefined);
}

function parsed(file) {
  if (!files.has(file)) {
    files.set(file, readParsed(file));
  }
  return files.get(file);
}

function readParsed(file) {
  try {
    return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  } catch {
    return undefined;
  }
}

function isReExport(statement) {
  return ts.isExportDeclaration(statement) && statement.moduleSpecifier && ts.isNamedExports(statement.exportClause);
}

function exportsOf(source, file) {
  return source.statements.filter(isReExport).flatMap(({ exportClause, moduleSpecifier }) =>
    exportClause.elements.map(({ name, propertyName }) => ({
      name: name.text,
      original: (propertyName ?? name).text,
      file: fileOf(moduleSpecifier.text, file),
    })),
  );
}

function fileOf(path, importer) {
  const base = resolve(dirname(importer), path);
  return [`${base}.ts`, `${base}.tsx`, join(base, 'index.ts')].find(parsed);
}

/** The statement that declares a name, also where the file exports it from another one. */
function definitionOf({ original, file }) {
  const source = file && parsed(file);
  const node = source?.statements.find((statement) => namesOf(statement).includes(original));
  const further = source && exportsOf(source, file).find(({ name }) => name === original);
  return node ? { node, file } : further && definitionOf(further);
}

function namesOf(statement) {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : name.elements.map((element) => element.name.text),
    );
  }
  return ts.isImportDeclaration(statement) || !statement.name ? [] : [statement.name.text];
}

function hasComment(node) {
  return ts
    .getJSDocCommentsAndTags(node)
    .some((each) => ts.isJSDoc(each) && ts.getTextOfJSDocComment(each.comment)?.trim());
}
