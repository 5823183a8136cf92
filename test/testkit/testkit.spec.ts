import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import ts from 'typescript';
import { PROJECT_DIR } from '../../src/core/common/project';

const MAX_NAMES = 60;
/** The server, its client, and the files of the testkit. */
const OWN = [join(PROJECT_DIR, 'src'), join(PROJECT_DIR, 'sdk'), __dirname];

const parsed = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(join(__dirname, file), 'utf8'), ts.ScriptTarget.Latest, true);

/** Names of `export { … } from './file'`, each with its file. */
const exported = parsed('index.ts')
  .statements.filter(ts.isExportDeclaration)
  .flatMap(({ exportClause, moduleSpecifier }) =>
    exportClause && ts.isNamedExports(exportClause) && moduleSpecifier && ts.isStringLiteral(moduleSpecifier)
      ? exportClause.elements.map(({ name }) => ({ name: name.text, file: `${moduleSpecifier.text}.ts` }))
      : [],
  );

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as ts.DeclarationStatement;
  return name ? [name.text] : [];
}

it('describes each of its names, and they are few', () => {
  expect(exported.length).toBeGreaterThan(0);
  expect(exported.length).toBeLessThanOrEqual(MAX_NAMES);
  const undescribed = exported.filter(({ name, file }) => {
    const declared = parsed(file).statements.find((statement) => namesOf(statement).includes(name));
    return !declared || ts.getJSDocCommentsAndTags(declared).length === 0;
  });
  expect(undescribed).toEqual([]);
});

function isOwn(file: string, imported: string): boolean {
  const path = join(__dirname, dirname(file), imported);
  return OWN.some((folder) => path.startsWith(`${folder}${sep}`));
}

it('imports nothing that only the suites of this repository have', () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(tsx?|js)$/.test(file),
  );
  expect(files.length).toBeGreaterThan(0);
  const foreign = files.flatMap((file) =>
    ts
      .preProcessFile(readFileSync(join(__dirname, file), 'utf8'), true, true)
      .importedFiles.filter(({ fileName }) => fileName.startsWith('.') && !isOwn(file, fileName))
      .map(({ fileName }) => `${file}: ${fileName}`),
  );
  expect(foreign).toEqual([]);
});
