import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { neutralSbom } from './neutral-sbom.mjs';
import { run } from './run.mjs';

/**
 * Clients of other languages than TypeScript: their manifest, their name as a package URL has it, and a pattern of the packages that
 * they run on, in the part of the manifest that `within` finds. A client chooses no versions: the program does, within the ranges.
 */
const CLIENTS = {
  python: {
    manifest: 'pyproject.toml',
    name: 'pypi/keyward',
    within: /^dependencies = \[(.*?)\]/ms,
    pattern: /"(?<name>[\w-]+)(?<range>[^"]*)"/g,
  },
  java: {
    manifest: 'pom.xml',
    name: 'maven/io.github.keyward/keyward',
    pattern:
      /<groupId>(?<group>.+?)<\/groupId>\s*<artifactId>(?<name>.+?)<\/artifactId>\s*<version>(?<range>.+?)<\/version>\s*<\/dependency>/g,
  },
  rust: {
    manifest: 'Cargo.toml',
    name: 'cargo/keyward',
    within: /^\[dependencies\]\n(.+?)^\[/ms,
    pattern: /^(?<name>[\w-]+) = (?:\{ version = )?"(?<range>[^"]+)"(?<optional>.+optional = true)?/gm,
  },
  go: {
    manifest: 'go.mod',
    name: 'golang/github.com/keyward/keyward/sdk/go',
    pattern: /^(?:require )?\s*(?<name>\S+\.\S+) (?<range>v\S+)$/gm,
  },
  csharp: {
    manifest: 'Keyward.csproj',
    name: 'nuget/Keyward',
    pattern: /<PackageReference Include="(?<name>[^"]+)" Version="(?<range>[^"]+)"/g,
  },
  php: {
    manifest: 'composer.json',
    name: 'composer/keyward/sdk',
    within: /"require": \{(.+?)\}/s,
    pattern: /"(?<name>[^"]+)": "(?<range>[^"]+)"/g,
  },
  c: {
    manifest: 'CMakeLists.txt',
    name: 'generic/keyward-c',
    // ES256 needs libcrypto, and is built where it is found.
    pattern: /pkg_check_modules\(\w+ (?:REQUIRED |(?<optional>))IMPORTED_TARGET "(?<name>\S+) (?<range>[^"]+)"\)/g,
  },
};

/** The packages of server and clients, as CycloneDX: a file for each. */
export async function releaseLists({ project, version, work, report }) {
  const lists = {
    server: await listOfNpm(project, 'application', ['--omit=dev', '--package-lock-only']),
    sdk: await listOfNpm(join(project, 'sdk'), 'library'),
    ...Object.fromEntries(Object.keys(CLIENTS).map((language) => [language, listOf(project, version, language)])),
  };
  for (const [name, list] of Object.entries(lists)) {
    const path = join(work, `keyward-${name}.cdx.json`);
    writeFileSync(path, list);
    report.row(`packages of ${name}`, path, 'release page', 'attestation of the workflow', 'CycloneDX of the manifest');
  }
}

async function listOfNpm(cwd, type, options = []) {
  return neutralSbom(await run('npm', ['sbom', '--sbom-format=cyclonedx', `--sbom-type=${type}`, ...options], { cwd }));
}

/** What a client runs on, as CycloneDX. */
export function listOf(project, version, language) {
  const { manifest, name, within, pattern } = CLIENTS[language];
  const text = readFileSync(join(project, 'sdk', language, manifest), 'utf8');
  const [, part = ''] = within?.exec(text) ?? ['', text];
  const components = [...part.matchAll(pattern)].map(({ groups }) => componentOf(language, groups));
  const ref = `pkg:${name}@${version}`;
  const component = { 'bom-ref': ref, type: 'library', name: name.replace(/^\w+\//, ''), version, purl: ref };
  const list = {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { ...component, licenses: [{ license: { id: 'MIT' } }] } },
    components,
    dependencies: [{ ref, dependsOn: components.map((each) => each['bom-ref']) }],
  };
  return `${JSON.stringify(list, null, 2)}\n`;
}

function componentOf(language, { group, name, range, optional }) {
  const [registry] = CLIENTS[language].name.split('/');
  return {
    'bom-ref': `pkg:${[registry, group, name].filter(Boolean).join('/')}`,
    type: 'library',
    ...(group && { group }),
    name,
    scope: optional === undefined ? 'required' : 'optional',
    properties: [{ name: 'keyward:range', value: range }],
  };
}
