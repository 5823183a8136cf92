// Prints the changelog of the version that a tag such as v0.1.0 names. Fails if a file has another version, or if the changelog
// has nothing about this one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..');

/** Where the version stands. */
const VERSIONS = {
  'package.json': versionOfJson,
  'package-lock.json': versionOfJson,
  'sdk/package.json': versionOfJson,
  'openapi.json': (text) => JSON.parse(text).info.version,
  'sdk/c/CMakeLists.txt': (text) => /^ +VERSION (\d\S*)$/m.exec(text)?.[1],
  'sdk/go/internal/transport/transport.go': (text) => /^const Version = "(.+)"/m.exec(text)?.[1],
  'sdk/csharp/Keyward.csproj': (text) => /<Version>(.+?)</.exec(text)?.[1],
  'sdk/java/pom.xml': (text) => /<artifactId>keyward<.artifactId>\s*<version>(.+?)</.exec(text)?.[1],
  'sdk/python/pyproject.toml': versionOfToml,
  'sdk/rust/Cargo.toml': versionOfToml,
  'deploy/kubernetes/Chart.yaml': (text) => /^appVersion: (.+)/m.exec(text)?.[1],
  'deploy/kubernetes/kustomization.yaml': (text) => /newTag: (.+)/.exec(text)?.[1],
  'deploy/kubernetes/deployment.yaml': versionOfImage,
  'deploy/kubernetes/migrate-job.yaml': versionOfImage,
};

const [, , tag = ''] = process.argv;
const version = tag.replace(/^v/, '');
const notes = notesOf(version);
const problems = [
  ...Object.entries(VERSIONS)
    .map(([file, versionIn]) => ({ file, found: versionIn(read(file)) }))
    .filter(({ found }) => found !== version)
    .map(({ file, found }) => `${file} has version ${found}, the tag is ${tag}`),
  ...(notes === '' ? [`CHANGELOG.md has no section [${version}]`] : []),
];

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
} else {
  console.log(notes);
}

function versionOfJson(text) {
  return JSON.parse(text).version;
}

function versionOfToml(text) {
  return /^version = "(.+)"/m.exec(text)?.[1];
}

function versionOfImage(text) {
  return /image: \S+:(\S+)/.exec(text)?.[1];
}

function read(file) {
  return readFileSync(join(PROJECT, file), 'utf8');
}

/** Up to the next section or the links at the end; empty if there is none. */
function notesOf(wanted) {
  const sections = read('CHANGELOG.md').split(/^## /m);
  const [, ...lines] = (sections.find((section) => section.startsWith(`[${wanted}]`)) ?? '').split('\n');
  return lines
    .join('\n')
    .replace(/^\[.+?\]: .+$/gm, '')
    .trim();
}
