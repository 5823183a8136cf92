import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { PROJECT_DIR } from '../../src/core/common/project';
import { ICONS } from '../../src/core/common/plugins/icons';

const SOURCE = join(PROJECT_DIR, 'src');
const FOLDERS = ['pages', 'plugins'];
/** The console, and what other plug-ins add to it. */
const OF_CONSOLE = /^(?:pages|plugins\W(?:[^\\/]+\W)?console)\W/;
/** Texts of the APIs' documents. */
const LEFT_OUT = /(\.spec\.|\.dialect\.)/;
/** Attributes and properties that a page shows. */
const SHOWN =
  /^(title|label|placeholder|hint|note|alt|aria-label|lead|what|text|head|term|verb|of|summary|heading|description)$/;
/** Where one of these properties has a value. */
const HAS_SHOWN = new RegExp(`\\b${SHOWN.source.slice(1, -1)}['"]?:`);
/** Names that are the same in every language, and addresses. */
const NAMES =
  /\b(Keyward|UTC|API|CSV|JSON Web Key Set|JSON|URL|HTTP|SHA-256|Ctrl K|Regular License|Node\.js|PostgreSQL)\b|^(https?:\/)?\/[\w./-]*$/g;
/** A part of an address, such as the verb of a link. */
const PATH_PART = /^[a-z]+(-[a-z]+)*$/;

/** Words in the source of the console's pages that are in one language only, as `file:line: text`. */
export function literalWords(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(SOURCE, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
    .filter((file) => /\.tsx?$/.test(file) && OF_CONSOLE.test(file) && !LEFT_OUT.test(file))
    .map((file) => [file, readFileSync(join(SOURCE, file), 'utf8')] as const)
    .filter(([file, text]) => file.endsWith('x') || HAS_SHOWN.test(text))
    .flatMap(([file, text]) => wordsIn(file, text))
    .sort();
}

export function wordsIn(file: string, text: string): string[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const words of shownBy(node)) {
      if (/\p{L}{2}/u.test(words.replace(NAMES, '')) && !ICONS.some((icon) => icon === words)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        found.push(`${file}:${line + 1}: ${words.trim()}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The texts that a node puts on a page. */
function shownBy(node: ts.Node): string[] {
  if (ts.isJsxText(node)) {
    return isCode(node.parent) ? [] : [node.text];
  }
  if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) {
    return isCode(node.parent) ? [] : literalsIn(node.expression);
  }
  if (ts.isJsxAttribute(node) && isTextOfCode(node)) {
    return [];
  }
  if (ts.isJsxAttribute(node) && SHOWN.test(node.name.getText())) {
    const value = node.initializer;
    const texts = literalsIn(value && ts.isJsxExpression(value) ? value.expression : value);
    return node.name.getText() === 'verb' ? texts.filter((text) => !PATH_PART.test(text)) : texts;
  }
  return ts.isPropertyAssignment(node) && SHOWN.test(node.name.getText()) ? literalsIn(node.initializer) : [];
}

/** The literals that an expression may give. */
function literalsIn(node: ts.Node | undefined): string[] {
  if (node === undefined) {
    return [];
  }
  if (ts.isStringLiteralLike(node)) {
    return [node.text];
  }
  if (ts.isTemplateExpression(node)) {
    return [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' ')];
  }
  if (ts.isConditionalExpression(node)) {
    return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)];
  }
  if (ts.isParenthesizedExpression(node)) {
    return literalsIn(node.expression);
  }
  return ts.isBinaryExpression(node) ? [...alternative(node.left), ...literalsIn(node.right)] : [];
}

/** The left side of an operator is shown only where it is joined or is itself an alternative. */
function alternative(node: ts.Expression): string[] {
  return /^(\+|\?\?|\|\|)$/.test(node.parent.getChildAt(1).getText()) ? literalsIn(node) : [];
}

/** Texts of programs stay as they are. */
/** Of the component for code with a button to copy it. */
function isTextOfCode({ name, parent }: ts.JsxAttribute): boolean {
  return name.getText() === 'text' && parent.parent.tagName.getText() === 'Code';
}

function isCode(node: ts.Node): boolean {
  return ts.isJsxElement(node) && /^(code|pre)$/.test(node.openingElement.tagName.getText());
}
