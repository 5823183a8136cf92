import ts from 'typescript';

/** Makes values of any type that the server answers `unknown`: a program that reads them then has to check them. */
export function mendAnswer(source) {
  return source
    .replaceAll('Record<string, any>', 'Record<string, unknown>')
    .replace(/^(\s+[\w']+\??: )any\b/gm, '$1unknown');
}

/**
 * Lets optional properties be undefined, which the generator leaves out: under `exactOptionalPropertyTypes`, they take undefined
 * only if they say so.
 */
export function mendTypes(source) {
  const file = ts.createSourceFile('generated.ts', source, ts.ScriptTarget.Latest, true);
  const ends = [];
  const visit = (node) => {
    if (ts.isPropertySignature(node) && node.questionToken && node.type) {
      ends.push(node.type.end);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return ends
    .sort((one, other) => other - one)
    .reduce((text, end) => `${text.slice(0, end)} | undefined${text.slice(end)}`, source);
}
