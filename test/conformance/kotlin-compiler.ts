import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const VERSION = '2.3.0';
const COMPILER = 'org.jetbrains.kotlin.cli.jvm.K2JVMCompiler';
/** For Maven, which is how its jars are published. */
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>samples</groupId>
  <artifactId>samples</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.jetbrains.kotlin</groupId>
      <artifactId>kotlin-compiler-embeddable</artifactId>
      <version>${VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;

/** The compiler for Kotlin, from Maven Central: Debian's is older than the language of today. */
export class KotlinCompiler {
  private constructor(private readonly folder: string) {}

  static async install(folder: string): Promise<KotlinCompiler> {
    mkdirSync(folder);
    writeFileSync(join(folder, 'pom.xml'), POM);
    await execute('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], { cwd: folder });
    return new KotlinCompiler(folder);
  }

  /** Errors and warnings of a file that uses a jar: empty if there are none. */
  async complaints(file: string, jar: string): Promise<string> {
    const path = [jar, join(this.folder, `lib/kotlin-stdlib-${VERSION}.jar`)].join(':');
    const options = ['-no-stdlib', '-no-reflect', '-Werror', '-cp', path, '-d', join(this.folder, 'classes')];
    const main = ['-XX:TieredStopAtLevel=1', '-cp', join(this.folder, 'lib/*'), COMPILER];
    try {
      return (await execute('java', [...main, ...options, file])).stderr;
    } catch (error) {
      return (error as { stderr: string }).stderr || String(error);
    }
  }
}
