import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf, expectLicensed, writeProgram } from './program.mjs';
import { run } from './run.mjs';
import { madeTwice } from './twice.mjs';

const GROUP = 'io.github.keyward';

/** The jar in a Maven repository that is a folder, and a program that Maven gets it for. */
export async function releaseJava(context) {
  const { project, version, work, registry, registryUrl, report } = context;
  const jars = await madeTwice(context, async (folder) => {
    const sources = join(folder, 'sources');
    cpSync(join(project, 'sdk/java'), sources, { recursive: true, filter: (path) => !path.endsWith('/target') });
    await run('mvn', ['-q', '-B', '-DskipTests', 'package'], { cwd: sources });
    return ['', '-sources'].map((kind) => join(sources, `target/keyward-${version}${kind}.jar`));
  });
  const repository = `rehearsal::default::file://${registry}/maven`;
  const deploy = ['-q', '-B', '-DskipTests', `-DaltDeploymentRepository=${repository}`, 'package', 'deploy:deploy'];
  await run('mvn', deploy, { cwd: join(work, 'first/sources') });

  const program = await writeProgram(context, 'java');
  writeFileSync(join(program, 'pom.xml'), pomOf(version, `${registryUrl}/maven`));
  mkdirSync(join(program, 'lib'));
  const local = `-Dmaven.repo.local=${join(work, 'repository')}`;
  await run('mvn', ['-q', '-B', local, 'dependency:copy-dependencies', '-DoutputDirectory=lib'], { cwd: program });
  await run('javac', ['-encoding', 'UTF-8', '-d', 'build', '-cp', 'lib/*', 'Program.java'], { cwd: program });
  const java = ['-cp', 'build:lib/*', `-Duser.home=${work}`, 'Program', context.server.key];
  expectLicensed(await run('java', java, { cwd: program, env: environmentOf(context) }));
  for (const jar of jars) {
    report.row('client for Java', jar, `Maven: ${GROUP}:keyward`, "the owner's OpenPGP key", 'mvn package in sdk/java');
  }
  report.tried('Java: Maven gets the jar, and the program is licensed');
}

function pomOf(version, url) {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>rehearsal</groupId>
  <artifactId>program</artifactId>
  <version>1</version>
  <repositories>
    <repository><id>rehearsal</id><url>${url}</url></repository>
  </repositories>
  <dependencies>
    <dependency><groupId>${GROUP}</groupId><artifactId>keyward</artifactId><version>${version}</version></dependency>
  </dependencies>
</project>
`;
}
