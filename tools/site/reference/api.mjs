import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../source/paths.mjs';
import { cell, line, table } from './markdown.mjs';
import { limitsOf, Schemas } from './schemas.mjs';

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head'];

/** The pages of all APIs, one for each group of operations: Markdown by file below `generated/api`. */
export function apiPages() {
  const others = readdirSync(join(PROJECT, 'openapi')).filter((name) => name.endsWith('.json'));
  return new Map([
    ...pagesOf('native', 'openapi.json'),
    ...others.flatMap((name) => pagesOf(name.replace(/\.json$/, ''), `openapi/${name}`)),
  ]);
}

function pagesOf(api, file) {
  const document = JSON.parse(readFileSync(join(PROJECT, file), 'utf8'));
  const schemas = new Schemas(document);
  const groups = operationsByTag(document);
  const bodies = [...groups].map(([tag, operations]) => {
    schemas.current = fileName(tag);
    return [tag, operations.map((operation) => operationText(operation, schemas)).join('\n')];
  });
  return bodies.map(([tag, body]) => {
    const { description = '' } = document.tags?.find(({ name }) => name === tag) ?? {};
    const head = `# ${titleOf(api, tag, document)}\n\n${line(description)}\n\n`;
    return [`generated/api/${api}/${fileName(tag)}.md`, `${head}${body}\n${schemas.tablesOf(fileName(tag))}`];
  });
}

function titleOf(api, tag, { info }) {
  const group = `${tag[0].toUpperCase()}${tag.slice(1).replaceAll('-', ' ')}`;
  return api === 'native' ? group : `${info.title.replace(/ API$/, '')}: ${group.toLowerCase()}`;
}

function fileName(tag) {
  return tag.replace(/[^a-z0-9]+/gi, '-').toLowerCase();
}

function operationsByTag({ paths, tags = [] }) {
  const groups = new Map(tags.map(({ name }) => [name, []]));
  for (const [path, item] of Object.entries(paths)) {
    for (const verb of VERBS.filter((each) => item[each] !== undefined)) {
      const { tags: [tag = 'other'] = [] } = item[verb];
      groups.set(tag, [...(groups.get(tag) ?? []), { path, verb, ...item[verb], shared: item.parameters ?? [] }]);
    }
  }
  return [...groups].filter(([, operations]) => operations.length > 0);
}

function operationText(operation, schemas) {
  const { verb, path, summary, operationId, description, deprecated } = operation;
  return [
    `## ${line(summary ?? operationId).replace(/\.$/, '')}\n\n`,
    `\`${verb.toUpperCase()} ${path}\`${deprecated ? ' (deprecated)' : ''}\n\n`,
    description ? `${line(description)}\n\n` : '',
    parametersText(operation, schemas),
    bodyText(operation, schemas),
    answersText(operation, schemas),
  ].join('');
}

function parametersText({ parameters = [], shared }, schemas) {
  const rows = [...shared, ...parameters].map((part) => {
    const { name, in: where, required, description, schema = {} } = schemas.resolve(part);
    const meaning = [cell(description), limitsOf(schema), required ? '' : 'Optional.'].filter(Boolean).join(' ');
    return [`\`${name}\``, where, schemas.typeOf(schema), meaning];
  });
  return table(['parameter', 'in', 'type', 'meaning'], rows);
}

function bodyText({ requestBody }, schemas) {
  const { content = {} } = schemas.resolve(requestBody) ?? {};
  const [type] = Object.keys(content);
  if (type === undefined) {
    return '';
  }
  const { schema, example, examples = {} } = content[type];
  const [named] = Object.values(examples);
  const sample = example ?? schemas.resolve(named)?.value;
  const inline = schemas.fieldsOf(schema ?? {});
  return [
    `**Request body** (\`${type}\`): ${schemas.typeOf(inline.length > 0 ? { type: 'object' } : schema)}\n\n`,
    table(['field', 'type', 'meaning'], inline),
    sample === undefined ? '' : `\`\`\`json\n${JSON.stringify(sample, null, 2)}\n\`\`\`\n\n`,
  ].join('');
}

function answersText({ responses }, schemas) {
  const rows = Object.entries(responses).map(([status, part]) => {
    const { description, content = {} } = schemas.resolve(part);
    const [answer] = Object.values(content);
    const codes = Object.keys(answer?.examples ?? {}).filter((name) => /^[A-Z_]+$/.test(name));
    const schema =
      Number(status) < 400 && answer?.schema
        ? schemas.typeOf(answer.schema)
        : codes.map((code) => `\`${code}\``).join(', ');
    return [status, schema, cell(description)];
  });
  return table(['status', 'answer', 'meaning'], rows);
}
