// Reads the error codes of all APIs from the server's catalogue and error tables: the documents do not list them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { PROJECT } from './documents.mjs';

/** Files with error codes, each in one constant: the catalogue, and those of modules. */
const CATALOGUE = /(?:^core\W+common\W+errors\W+catalogue\W+codes|[.]error-codes)[.]ts$/;
const TABLES = /\berror-tables[.]ts$/;
const CODE_OF_WORDS = /^[A-Z]+(_[A-Z\d]+)+$/;
const CODE = /^[A-Z][A-Z\d]*(_[A-Z\d]+)*$/;

/** TypeScript with a union of all codes, and the codes of a license that may not be used. */
export function errorCodesSource() {
  const { all, verdicts } = readErrorCodes();
  return `/** Codes in the server's error responses, of all APIs. */
export type ServerCode =
${all.map((code) => `  | '${code}'`).join('\n')};

/** Codes of a license that may not be used, in the order in which the server evaluates its rules. */
export const VERDICT_REFUSALS = [
${verdicts.map((code) => `  '${code}',`).join('\n')}
] as const;
`;
}

export function readErrorCodes() {
  const nodes = sourceFiles().flatMap((file) => [...descendantsOf(file)]);
  const constants = new Map(nodes.filter(isNamedValue).map((node) => [node.name.text, node]));
  const codesAt = (node) => codesIn(node, constants);
  const verdicts = codesAt(constants.get('REFUSALS'));
  const catalogues = nodes.filter(
    (node) => ts.isVariableDeclaration(node) && CATALOGUE.test(node.getSourceFile().fileName),
  );
  const declared = catalogues.flatMap((node) => objectIn(node.initializer).properties.flatMap(wireCodeOf));
  const inTables = nodes.filter(isCodeInTable).map((node) => node.text);
  const all = [...verdicts, ...declared, ...inTables, ...nodes.filter(isDialectCode).flatMap(codesAt)];
  return { all: [...new Set(all)].sort(), verdicts };
}

function sourceFiles() {
  return readdirSync(join(PROJECT, 'src'), { recursive: true })
    .filter((file) => /(?<!\.spec)\.ts$/.test(file) && !/^plugins\Wconsole\b/.test(file))
    .map((file) => [file, readFileSync(join(PROJECT, 'src', file), 'utf8')])
    .map(([file, text]) => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
}

function descendantsOf(node) {
  const nodes = [];
  const visit = (one) => {
    nodes.push(one);
    ts.forEachChild(one, visit);
  };
  visit(node);
  return nodes;
}

function isNamedValue(node) {
  return (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) || ts.isTypeAliasDeclaration(node);
}

/** The `code` of a row, by default its name; none of a sentence of another code. */
function wireCodeOf({ name, initializer }) {
  const valueOf = (field) => initializer.properties.find((property) => property.name.text === field)?.initializer;
  return valueOf('of') ? [] : [(valueOf('code') ?? name).text];
}

/** Without `as const` and `satisfies`. */
function objectIn(node) {
  return ts.isObjectLiteralExpression(node) ? node : objectIn(node.expression);
}

/** The code of a row in the error table of an API. */
function isDialectCode(node) {
  return (
    ts.isPropertyAssignment(node) &&
    node.name.getText() === 'code' &&
    node.parent.properties.some(({ name }) => name?.getText() === 'status')
  );
}

/** A text like a code in a file of error tables: some of their rows are made by functions. */
function isCodeInTable(node) {
  return ts.isStringLiteral(node) && CODE_OF_WORDS.test(node.text) && TABLES.test(node.getSourceFile().fileName);
}

/** The codes in a node, and in the constants and types that it names. */
function codesIn(node, constants) {
  return descendantsOf(node).flatMap((one) => {
    if (ts.isStringLiteral(one)) {
      return CODE.test(one.text) ? [one.text] : [];
    }
    const named = ts.isIdentifier(one) && one !== node.name ? constants.get(one.text) : undefined;
    return named === undefined ? [] : codesIn(named, new Map());
  });
}
