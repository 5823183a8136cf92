import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { PROJECT_DIR } from '../common/project';
import { ERROR_CODES, OTHER_ERRORS } from './error-codes';

const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Errors whose codes are a parameter: every literal of these types, and every second argument of `Conflict`. */
const TYPES_OF_CODES = ['BadUploadCode', 'UsageRefusal'];

const SOURCE = join(PROJECT_DIR, 'src');

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('openapi'))
  .map((file) => join(SOURCE, file));

function codesIn(file: string): string[] {
  const codes: string[] = [];
  const visit = (node: ts.Node): void => {
    codes.push(...codesOf(node));
    ts.forEachChild(node, visit);
  };
  const text = readFileSync(file, 'utf8');
  if (/DomainError|Conflict|UsageRefusal/.test(text)) {
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  }
  return codes.filter((code) => CODE.test(code));
}

function codesOf(node: ts.Node): string[] {
  if (ts.isPropertyDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === 'code') {
    return literalsIn(node.initializer);
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Conflict') {
    return literalsIn(node.arguments?.[1]);
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) {
    return literalsIn(node.arguments[1]);
  }
  if (ts.isTypeAliasDeclaration(node) && TYPES_OF_CODES.includes(node.name.text) && ts.isUnionTypeNode(node.type)) {
    return node.type.types.flatMap((type) => (ts.isLiteralTypeNode(type) ? literalsIn(type.literal) : []));
  }
  return [];
}

function literalsIn(node: ts.Node | undefined): string[] {
  return node && ts.isStringLiteral(node) ? [node.text] : [];
}

it('lists every code of a domain error, and none that no error has', () => {
  const inCode = new Set(files.flatMap(codesIn));
  const listed = new Set([...ERROR_CODES, ...OTHER_ERRORS].map(({ code }) => code));
  expect([...inCode].filter((code) => !listed.has(code))).toEqual([]);

  const elsewhere = readFileSync(join(SOURCE, 'common/errors/to-problem.ts'), 'utf8');
  const verdicts = readFileSync(join(SOURCE, 'verification/rules/verdict.ts'), 'utf8');
  const unused = [...listed].filter((code) => !inCode.has(code) && !`${elsewhere}${verdicts}`.includes(`'${code}'`));
  expect(unused).toEqual([]);
});

it('says once for each status of a code when it occurs and what to do', () => {
  const rows = ERROR_CODES.map(({ code, kind }) => `${code} ${kind}`);
  expect(new Set(rows).size).toBe(rows.length);
  expect(ERROR_CODES.filter(({ when, remedy }) => !when.endsWith('.') || !remedy.endsWith('.'))).toEqual([]);
});
