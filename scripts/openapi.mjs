// Writes the API documents. The server is compiled by TypeScript for it, with the plugin of @nestjs/swagger (nest-cli.json), which
// reads types, validators and comments.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { before } from '@nestjs/swagger/plugin';
import ts from 'typescript';
import { copyAssets } from './build.mjs';

const PROJECT = join(import.meta.dirname, '..');
/** Beside dist, because the server finds its project from there. */
const FOLDER = join(PROJECT, 'dist-documents');

const { plugins } = JSON.parse(readFileSync(join(PROJECT, 'nest-cli.json'), 'utf8')).compilerOptions;
const { options } = plugins.find(({ name }) => name === '@nestjs/swagger');

const host = {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: (diagnostic) => fail([diagnostic]),
};
const config = ts.getParsedCommandLineOfConfigFile(
  join(PROJECT, 'tsconfig.build.json'),
  { outDir: FOLDER, sourceMap: false },
  host,
);
const program = ts.createProgram(config.fileNames, config.options);
const { diagnostics } = program.emit(undefined, undefined, undefined, false, { before: [before(options, program)] });
const errors = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
if (errors.length > 0) {
  fail(errors);
}
copyAssets(FOLDER);
const { status } = spawnSync(process.execPath, [join(FOLDER, 'openapi.js')], { stdio: 'inherit' });
rmSync(FOLDER, { recursive: true });
process.exitCode = status ?? 1;

function fail(diagnostics) {
  process.stderr.write(
    ts.formatDiagnosticsWithColorAndContext(diagnostics, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => PROJECT,
      getNewLine: () => '\n',
    }),
  );
  process.exit(1);
}
