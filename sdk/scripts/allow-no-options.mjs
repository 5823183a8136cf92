import ts from 'typescript';

/** The generator asks for an options object even where all options may be left out: there it gets a default. */
export function allowNoOptions(source) {
  const { statements } = ts.createSourceFile('service.ts', source, ts.ScriptTarget.Latest);
  const ends = statements
    .filter(ts.isClassDeclaration)
    .flatMap(({ members }) => members.filter(ts.isMethodDeclaration))
    .flatMap(({ parameters }) => parameters.filter(isOptional))
    .map(({ end }) => end);
  return ends.reduceRight((text, end) => `${text.slice(0, end)} = {}${text.slice(end)}`, source);
}

function isOptional({ name, type, initializer }) {
  return (
    ts.isObjectBindingPattern(name) &&
    type !== undefined &&
    ts.isTypeLiteralNode(type) &&
    type.members.every(({ questionToken }) => questionToken) &&
    !initializer
  );
}
