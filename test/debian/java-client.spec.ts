import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BuiltJavaClient, JAVA_CLIENT, sources } from '../conformance/java-client';
import { samplesIn } from '../support/samples';
import { issued } from '../testkit/issue';
import { TestServer } from '../testkit/server';

const execute = promisify(execFile);

const PROJECT = join(__dirname, '../..');

let server: TestServer;
let address: string;
let publicKey: string;
let folder: string;
let java: BuiltJavaClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-java-'));
  java = await BuiltJavaClient.build(join(folder, 'client'));
  server = await TestServer.start();
  address = await server.listen();
  publicKey = (await server.call('GET', '/.well-known/jwks.json')).body.keys[0].x;
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** Output of a program in one file, in a folder of its own, started as its page says. */
async function run(name: string, text: string, env: Record<string, string> = {}): Promise<string> {
  const home = mkdtempSync(join(folder, 'home-'));
  writeFileSync(join(home, name), text);
  const { stdout } = await execute('java', ['-cp', java.jar, name], {
    cwd: home,
    env: { PATH: process.env.PATH, XDG_CONFIG_HOME: home, ...env },
  });
  return stdout;
}

it('has the version of the server', () => {
  const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  const pom = readFileSync(join(JAVA_CLIENT, 'pom.xml'), 'utf8');
  expect(pom).toContain(`<artifactId>keyward</artifactId>\n  <version>${version}</version>`);
});

it('is one jar with nothing but its own classes, whose types say what may be null', async () => {
  const { stdout: names } = await execute('jar', ['--list', '--file', java.jar]);
  const others = names.split('\n').filter((name) => !/^(META-INF|io)\/|^module-info\.class$|^$/.test(name));
  expect(others).toEqual([]);
  const { stdout: module } = await execute('java', ['--module-path', java.jar, '-d', 'io.github.keyward']);
  expect(
    module
      .split('\n')
      .filter((line) => line.startsWith('requires'))
      .sort(),
  ).toEqual(['requires java.base mandated', 'requires java.logging', 'requires java.naming static']);
  const { stdout: state } = await execute('javap', ['-v', '-cp', java.jar, 'io.github.keyward.LicenseState']);
  expect(state).toMatch(/getReason\(\);[^]*?org\.jspecify\.annotations\.Nullable[^]*?getSource\(\);/);
});

it('uses nothing that Java 8 and Android 8 lack', async () => {
  const files = sources('src/main/java').filter((file) => !file.endsWith('module-info.java'));
  await execute('javac', ['--release', '8', '-Xlint:-options', '-Werror', '-d', join(folder, 'java-8'), ...files]);
});

it.each(['sdk/java/README.md', 'docs/other-languages.md'])('licenses the program of %s as pasted', async (page) => {
  const { key } = await issued(server);
  const [sample] = samplesIn(page).filter(({ language }) => language === 'java');
  const text = (sample?.text ?? '')
    .replace('http://localhost:8080', address)
    .replace('YOUR PUBLIC KEY', publicKey)
    .replace('YOUR LICENSE KEY', key);
  expect(await run('Program.java', text)).toBe('VALID\n');
});

it.each(['SwingEditor.java', 'LicenseWindow.java'])('has a sample with a window that compiles: %s', async (name) => {
  await java.compile([join(PROJECT, 'examples/java', name)]);
});

it('issues, finds, extends and revokes licenses, and is refused a link to a portal that is off', async () => {
  const { body: apiKey } = await server.asAdmin('POST', '/api/v1/api-keys', {
    body: { name: 'Shop', kind: 'internal' },
  });
  const text = `
import io.github.keyward.*;
import io.github.keyward.admin.*;

class Shop {
  public static void main(String[] args) {
    KeywardClient keyward = KeywardClient.create("${address}", "${apiKey.key}");
    String customer = keyward.customers().create("Ada", "ada@example.com");
    NewLicense wanted = NewLicense.of("v2-default").customer(customer).durationDays(30).features("export").maxActivations(2);
    IssuedLicense license = keyward.licenses().issue(wanted, "order-1042");
    System.out.println(keyward.licenses().issue(wanted, "order-1042").getId().equals(license.getId()));
    IssuedLicense found = keyward.licenses().get(license.getKey());
    System.out.println(found.getStatus() + found.getFeatures() + found.getMaxActivations() + found.getSeatsUsed());
    for (IssuedLicense each : keyward.licenses().list(LicenseQuery.all().customer("ada@example.com"))) {
      System.out.println(each.getCustomerId().equals(customer));
    }
    IssuedLicense dated = keyward.licenses().issue(NewLicense.of("v2-default").expiresAt(java.time.Instant.parse("2040-01-01T00:00:00Z")));
    System.out.println(keyward.licenses().extendByYears(dated.getId(), 1, "payment-1").getExpiresAt());
    System.out.println(keyward.licenses().extendByYears(dated.getId(), 1, "payment-1").getExpiresAt());
    System.out.println(keyward.licenses().extendByMonths(dated.getId(), 1).getExpiresAt());
    System.out.println(keyward.licenses().extendByDays(dated.getId(), 1).getExpiresAt());
    System.out.println(keyward.licenses().revoke(license.getId(), "The payment was refunded").getStatus());
    try {
      keyward.customers().sendPortalLink(customer);
    } catch (KeywardException error) {
      System.out.println(error.getCode());
    }
    for (String key : new String[] {"wrong", "${apiKey.key}"}) {
      try {
        KeywardClient.create("${address}", key).licenses().get("no/such license");
      } catch (KeywardException error) {
        System.out.println(error.getCode());
      }
    }
  }
}`;
  expect((await run('Shop.java', text)).split('\n')).toEqual([
    ...['true', 'unused[export]20', 'true', '2041-01-01T00:00:00Z', '2041-01-01T00:00:00Z'],
    ...['2041-02-01T00:00:00Z', '2041-02-02T00:00:00Z', 'revoked', 'CONFLICT'],
    ...['UNAUTHENTICATED', 'NOT_FOUND', ''],
  ]);
});

it('tells its listeners of what it learns in the background', async () => {
  const { key } = await issued(server);
  const text = `
import io.github.keyward.*;

class Listener {
  public static void main(String[] args) throws Exception {
    try (License license = License.builder().baseUrl("${address}").product("v2-default").publicKeys("${publicKey}")
        .store(new MemoryLicenseStore()).device("desk").openAsync().get()) {
      license.addListener(state -> System.out.println("now " + state));
      System.out.println(license.async().activate("${key}").get().isUsable());
      license.release();
    }
  }
}`;
  expect(await run('Listener.java', text)).toBe('now VALID\ntrue\nnow MUST_CONNECT (no_license_key)\n');
});

it('goes on with a download that was interrupted, and refuses another file', async () => {
  const { sdk } = server;
  const bytes = randomBytes(300_000);
  const { id } = await sdk.products.create({ reference: 'updated-in-java', name: 'Updated' });
  const { id: version } = await sdk.products.createVersion(id, { reference: 'v1.1.0', version: '1.1.0' });
  await sdk.products.uploadVersionFile(id, version, 'main', { file: new File([bytes], 'updated.zip') });
  const { key } = await issued(server, { product: 'updated-in-java' });
  const at = join(folder, 'updates');
  mkdirSync(at);
  writeFileSync(join(at, 'received'), bytes.subarray(0, 200_000));
  writeFileSync(join(at, 'wrong'), randomBytes(200_000));
  const text = `
import io.github.keyward.*;
import java.nio.file.*;

class Updater {
  public static void main(String[] args) throws Exception {
    try (License license = License.builder().baseUrl("${address}").product("updated-in-java").publicKeys("${publicKey}")
        .store(new MemoryLicenseStore()).device("desk").background(false).open()) {
      license.activate("${key}");
      Update update = license.checkForUpdate("1.0.0");
      Path folder = Paths.get("${at}");
      Path partial = folder.resolve("new.zip." + update.getFiles().get(0).getSha256().substring(0, 16) + ".partial");
      for (String start : new String[] {"received", "wrong"}) {
        Files.copy(folder.resolve(start), partial);
        try {
          license.downloadUpdate(update, folder.resolve("new.zip"));
        } catch (KeywardException error) {
          System.out.println(error.getCode());
        }
      }
    }
  }
}`;
  expect(await run('Updater.java', text)).toBe('DOWNLOAD_CHANGED\n');
  expect(readdirSync(at).sort()).toEqual(['new.zip', 'received', 'wrong']);
  expect(readFileSync(join(at, 'new.zip')).equals(bytes)).toBe(true);
});

it('passes its own tests, and is packed by Maven', async () => {
  const copy = join(folder, 'maven');
  cpSync(JAVA_CLIENT, copy, { recursive: true, filter: (path) => path !== join(JAVA_CLIENT, 'target') });
  const { stdout } = await execute('mvn', ['-B', '-ntp', 'package'], { cwd: copy, maxBuffer: 1 << 24 });
  expect(stdout).toMatch(/Tests run: \d{2,}, Failures: 0, Errors: 0, Skipped: 0/);
  expect(stdout).not.toContain('WARNING');
  const { stdout: names } = await execute('jar', ['--list', '--file', join(copy, 'target/keyward-0.1.0.jar')]);
  expect(names).toContain('io/github/keyward/License.class');
  expect(names).not.toContain('jspecify');
  const { stdout: files } = await execute('jar', ['--list', '--file', join(copy, 'target/keyward-0.1.0-sources.jar')]);
  expect(files).toContain('io/github/keyward/License.java');
});
