import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zip } from './files.mjs';
import { environmentOf, expectLicensed, writeProgram } from './program.mjs';
import { exists, run } from './run.mjs';

const REFERENCES = ['-sdk:4.7.2-api', '-r:System.Net.Http', '-r:System.Numerics'];

/**
 * A package of NuGet in a feed that is a folder, and a program with its library. The workflow packs it by `dotnet pack`; here, Mono
 * compiles the library, for .NET Framework alone, and the feed is read as the zip files that it consists of.
 */
export async function releaseCsharp(context) {
  const { project, version, work, report } = context;
  if (!(await exists('mcs'))) {
    report.leftOut('C#', 'Mono is not installed (Debian: mono-mcs)');
    return;
  }
  const content = join(work, 'content');
  const library = join(content, 'lib/net472');
  mkdirSync(library, { recursive: true });
  const sources = `-recurse:${join(project, 'sdk/csharp/src')}/*.cs`;
  await run('mcs', ['-target:library', `-out:${join(library, 'Keyward.dll')}`, ...REFERENCES, sources]);
  copyFileSync(join(project, 'sdk/csharp/README.md'), join(content, 'README.md'));
  const description = /<Description>(.+?)</.exec(readFileSync(join(project, 'sdk/csharp/Keyward.csproj'), 'utf8'))[1];
  writeFileSync(join(content, 'Keyward.nuspec'), nuspecOf(version, description));
  const feed = join(work, 'feed');
  mkdirSync(feed);
  const archive = join(feed, `Keyward.${version}.nupkg`);
  await zip(content, archive);

  const program = await writeProgram(context, 'csharp');
  await run('python3', ['-m', 'zipfile', '-e', archive, join(program, 'package')]);
  copyFileSync(join(program, 'package/lib/net472/Keyward.dll'), join(program, 'Keyward.dll'));
  await run('mcs', [...REFERENCES, '-r:Keyward.dll', 'Program.cs'], { cwd: program });
  expectLicensed(await run('mono', ['Program.exe', context.server.key], { cwd: program, env: environmentOf(context) }));
  report.row('client for C#', archive, 'NuGet: Keyward', 'trusted publisher', 'dotnet pack in sdk/csharp (here: Mono)');
  report.tried('C#: the library in the package licenses the program');
  report.leftOut(
    'C# made twice',
    'Mono gives each library another identifier, and NuGet another name to a file in each package',
  );
  report.leftOut(
    'C# by dotnet',
    'Debian has no SDK of .NET; `dotnet pack` and `dotnet add package` run in the workflow alone',
  );
}

function nuspecOf(version, description) {
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>Keyward</id>
    <version>${version}</version>
    <authors>Keyward</authors>
    <license type="expression">MIT</license>
    <readme>README.md</readme>
    <description>${description}</description>
    <dependencies><group targetFramework=".NETFramework4.7.2" /></dependencies>
  </metadata>
</package>
`;
}
