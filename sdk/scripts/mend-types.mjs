import ts from 'typescript';

/** Makes up for what the generator leaves out of the types of a file. */
export function mendTypes(source) {
  const file = ts.createSourceFile('generated.ts', source, ts.ScriptTarget.Latest, true);
  const additions = [];
  const visit = (node) => {
    // Under `exactOptionalPropertyTypes`, which `tsc --init` sets, an optional property takes undefined only if it says so.
    if (ts.isPropertySignature(node) && node.questionToken && node.type) {
      additions.push([node.type.end, ' | undefined']);
    }
    // The generator asks for an options object even where all options may be left out.
    if (isOptionsToLeaveOut(node)) {
      additions.push([node.end, ' = {}']);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return additions
    .sort(([one], [other]) => other - one)
    .reduce((text, [end, addition]) => `${text.slice(0, end)}${addition}${text.slice(end)}`, source);
}

function isOptionsToLeaveOut(node) {
  return (
    ts.isParameter(node) &&
    ts.isObjectBindingPattern(node.name) &&
    node.type !== undefined &&
    ts.isTypeLiteralNode(node.type) &&
    node.type.members.every(({ questionToken }) => questionToken) &&
    !node.initializer
  );
}
