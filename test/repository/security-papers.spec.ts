import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { readProjectFile } from '../../src/core/common/project';

const url = { type: 'string', pattern: '^https://\\S+$' };
const date = { type: 'string', format: 'date' };
const text = { type: 'string', minLength: 1 };
const flag = { type: 'boolean' };
const listOf = (items: object) => ({ type: 'array', minItems: 1, items });
const needs = (required: object, optional: object = {}) => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
  additionalProperties: false,
});
const contact = needs({ name: text, primary: flag }, { affiliation: text, email: { type: 'string', format: 'email' } });
const documents = (...names: string[]) => needs({}, Object.fromEntries(names.map((name) => [name, url])));

/** The fields of schema 2.0.0 of OpenSSF Security Insights that the file may have. */
const INSIGHTS = needs({
  header: needs(
    { 'schema-version': { const: '2.0.0' }, 'last-updated': date, 'last-reviewed': date, url },
    { comment: text },
  ),
  project: needs(
    {
      name: text,
      administrators: listOf(contact),
      repositories: listOf(needs({ name: text, url, comment: text })),
      'vulnerability-reporting': needs(
        { 'reports-accepted': flag, 'bug-bounty-available': flag },
        { contact, 'security-policy': url, comment: text, 'in-scope': listOf(text), 'out-of-scope': listOf(text) },
      ),
    },
    {
      homepage: url,
      roadmap: url,
      documentation: documents(
        ...['detailed-guide', 'quickstart-guide', 'release-process', 'support-policy', 'signature-verification'],
      ),
    },
  ),
  repository: needs(
    {
      status: { enum: ['active', 'abandoned', 'concept', 'inactive', 'moved', 'suspended', 'unsupported', 'WIP'] },
      url,
      'accepts-change-request': flag,
      'accepts-automated-change-request': flag,
      'core-team': listOf(contact),
      license: needs({ url, expression: text }),
      security: needs(
        { assessments: needs({ self: needs({ comment: text }, { name: text, evidence: url, date }) }) },
        {
          tools: listOf(
            needs(
              {
                name: text,
                type: { enum: ['fuzzing', 'container', 'secret', 'SCA', 'SAST', 'other'] },
                rulesets: listOf(text),
                integration: needs({ adhoc: flag, ci: flag, release: flag }),
                results: { type: 'object' },
              },
              { comment: text },
            ),
          ),
        },
      ),
    },
    { documentation: documents('contributing-guide', 'dependency-management-policy', 'security-policy') },
  ),
});

it('SECURITY-INSIGHTS.yml has the fields that the schema 2.0.0 requires, and no unknown ones', () => {
  const ajv = addFormats(new Ajv({ allErrors: true, strict: true, strictTypes: false }));
  const isValid = ajv.compile(INSIGHTS);
  isValid(parse(readProjectFile('SECURITY-INSIGHTS.yml')));
  expect(isValid.errors ?? []).toEqual([]);
});

it('each page of this repository that SECURITY-INSIGHTS.yml names exists', () => {
  const pages = [...readProjectFile('SECURITY-INSIGHTS.yml').matchAll(/keyward\/blob\/main\/([\w./-]+)/g)];
  expect(pages.length).toBeGreaterThan(8);
  pages.forEach(([, path = '']) => expect(readProjectFile(path)).not.toBe(''));
});

it('the address for reports has one place, which the release checklist names', () => {
  const lines = readProjectFile('SECURITY.md').split('\n');
  expect(lines.filter((line) => line.startsWith('By e-mail: '))).toHaveLength(1);
  expect(readProjectFile('docs/releases.md')).toContain('`By e-mail: `');
});
