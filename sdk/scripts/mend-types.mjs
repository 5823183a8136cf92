import ts from 'typescript';

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
