import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BuiltCSharpClient } from '../conformance/csharp-client';
import { ranGoProgram } from '../conformance/go-client';
import { BuiltJavaClient } from '../conformance/java-client';
import { KotlinCompiler } from '../conformance/kotlin-compiler';
import { samplesIn } from '../support/samples';

const execute = promisify(execFile);
const SDK = join(__dirname, '../../sdk');

/** What the samples in Java use of a program. */
const JAVA = (samples: string) => `
import io.github.keyward.*;
import io.github.keyward.admin.*;
import java.nio.file.*;
import java.time.Duration;
import java.util.List;
import javax.swing.SwingUtilities;

abstract class Samples {
  License license;
  String key;
  abstract void show(Object text);
  abstract void render();
  abstract void sellRenewal(String version, String reason);
  static class RenderingFailed extends RuntimeException {}
${samples}
}`;

/** What the samples in C# use of a program. */
const CSHARP = (samples: string) => `
using System; using System.Threading; using System.Threading.Tasks; using Keyward; using Keyward.Admin;
class RenderingException : Exception {}
abstract class Samples
{
    protected License license;
    protected string key;
    protected CancellationToken cancellation;
    protected abstract void Show(object text);
    protected abstract Task RenderAsync();
    protected abstract void SellRenewal(string version, string reason);
${samples}
}`;

/** What the samples in Go use of a program. */
const GO = (samples: string) => `package main
import ("context"; "errors"; "fmt"; "github.com/keyward/keyward/sdk/go/keyward")
${samples}
func main() {}
`;

/** What the samples in Kotlin use of a program. */
const KOTLIN = (samples: readonly string[]) => `import io.github.keyward.*
${samples
  .map(
    (text, index) =>
      `fun sample${index}(url: String, key: String, store: LicenseStore, license: License) {\n${text}}\n`,
  )
  .join('')}`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-samples-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The samples after the first one of a page, which other specs run. */
function othersIn(client: string, language: string): string[] {
  const texts = samplesIn(`sdk/${client}/README.md`).filter((sample) => sample.language === language);
  expect(texts.length).toBeGreaterThan(1);
  return texts.slice(1).map(({ text }) => text);
}

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

it('compiles the samples in Java', async () => {
  const java = await BuiltJavaClient.build(join(folder, 'java'));
  const methods = othersIn('java', 'java').map((text, index) => `void sample${index}() throws Exception {\n${text}}\n`);
  await java.compile([written('Samples.java', JAVA(methods.join('').replaceAll('…', 'show(state)')))]);
});

describe('Kotlin', () => {
  let java: BuiltJavaClient;
  let kotlin: KotlinCompiler;
  beforeAll(async () => {
    [java, kotlin] = await Promise.all([
      BuiltJavaClient.build(join(folder, 'for-kotlin')),
      KotlinCompiler.install(join(folder, 'kotlin')),
    ]);
  });

  it('compiles the samples, without a warning', async () => {
    const samples = samplesIn('sdk/java/README.md').filter(({ language }) => language === 'kotlin');
    expect(samples.length).toBeGreaterThan(0);
    expect(await kotlin.complaints(written('Samples.kt', KOTLIN(samples.map(({ text }) => text))), java.jar)).toBe('');
  });

  it('knows what may be null', async () => {
    const forgetful = written('Forgetful.kt', KOTLIN(['val reason: String = license.state.reason\n']));
    expect(await kotlin.complaints(forgetful, java.jar)).toContain("expected 'String', actual 'String?'");
    const careful = written('Careful.kt', KOTLIN(['val kind = license.state.kind?.name\n']));
    expect(await kotlin.complaints(careful, java.jar)).toContain("'LicenseState.Kind'");
  });
});

it('compiles the samples in C#', async () => {
  mkdirSync(join(folder, 'csharp'));
  const csharp = await BuiltCSharpClient.build(join(folder, 'csharp'));
  const samples = othersIn('csharp', 'csharp').filter((text) => !text.startsWith('class '));
  const methods = samples.map((text, index) => `async Task Sample${index}()\n{\n${text}\nawait Task.Yield();\n}\n`);
  const file = written('Samples.cs', CSHARP(methods.join('')));
  await csharp.compile('Samples.dll', [file], ['-target:library', '-nowarn:649,219']);
});

it('compiles the samples in Go', async () => {
  const fragments = othersIn('go', 'go').filter((text) => !text.startsWith('package '));
  const functions = fragments.map(
    (text, index) => `func sample${index}(ctx context.Context, license *keyward.License, key string) {\n${text}}\n`,
  );
  const home = mkdtempSync(join(folder, 'go-'));
  expect(await ranGoProgram(GO(functions.join('')), home)).toEqual({ stdout: '', stderr: '' });
});

it('compiles the samples in C', async () => {
  for (const [index, text] of othersIn('c', 'c').entries()) {
    const file = written(`sample-${index}.c`, text);
    const options = ['-std=c99', '-Wall', '-Wextra', '-Werror', '-Wno-unused-function', '-fsyntax-only'];
    await execute('cc', [...options, '-I', join(SDK, 'c/include'), file]);
  }
});

it('compiles the samples in Python and PHP', async () => {
  for (const [index, text] of othersIn('python', 'python').entries()) {
    await execute('python3', ['-m', 'py_compile', written(`sample_${index}.py`, text)]);
  }
  for (const [index, text] of othersIn('php', 'php').entries()) {
    await execute('php', ['-l', written(`sample-${index}.php`, `<?php\n${text}`)]);
  }
});
