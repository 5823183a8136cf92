import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BuiltCSharpClient, CSHARP_CLIENT } from '../conformance/csharp-client';
import { samplesIn } from '../support/samples';
import { issued } from '../testkit/issue';
import { TestServer } from '../testkit/server';

const execute = promisify(execFile);

const PROJECT = join(__dirname, '../..');
const EXAMPLES = join(PROJECT, 'examples/csharp');

/** The compiler of Mono knows no `Main` that is awaited. */
const ENTRY = 'class Entry { static void Main() { Program.Main().GetAwaiter().GetResult(); } }';

/** The types of Unity and of ASP.NET Core that the samples use. */
const STAND_INS = `
namespace UnityEngine
{
    public class MonoBehaviour { public object gameObject; public static void DontDestroyOnLoad(object target) { } }
    public static class Application { public static string persistentDataPath, version; }
    public static class SystemInfo { public static string deviceUniqueIdentifier; }
    public static class Debug { public static void Log(object message) { } }
}
namespace Microsoft.AspNetCore.Http
{
    public delegate System.Threading.Tasks.Task RequestDelegate(HttpContext context);
    public class HttpContext { public HttpRequest Request; public HttpResponse Response; }
    public class HttpRequest { public System.IO.Stream Body; public System.Collections.Specialized.NameValueCollection Headers; }
    public class HttpResponse { public int StatusCode; public System.Threading.Tasks.Task WriteAsync(string text) => null; }
}
namespace Microsoft.Extensions.Hosting
{
    public interface IHostedService
    {
        System.Threading.Tasks.Task StartAsync(System.Threading.CancellationToken cancellationToken);
        System.Threading.Tasks.Task StopAsync(System.Threading.CancellationToken cancellationToken);
    }
}`;

let server: TestServer;
let address: string;
let publicKey: string;
let folder: string;
let csharp: BuiltCSharpClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-csharp-'));
  csharp = await BuiltCSharpClient.build(join(folder, 'client'));
  server = await TestServer.start();
  address = await server.listen();
  publicKey = (await server.call('GET', '/.well-known/jwks.json')).body.keys[0].x;
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** Output of a program whose `Main` is awaited, in a folder of its own. */
async function run(name: string, text: string): Promise<string> {
  const home = mkdtempSync(join(folder, 'home-'));
  const files = { [`${name}.cs`]: text, 'Entry.cs': ENTRY };
  Object.entries(files).forEach(([file, source]) => writeFileSync(join(home, file), source));
  const sources = Object.keys(files).map((file) => join(home, file));
  await csharp.compile(`${name}.exe`, sources, ['-nowarn:28', '-main:Entry']);
  const [program, ...args] = csharp.command(`${name}.exe`);
  const env = { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: home };
  return (await execute(program, args, { cwd: home, env })).stdout;
}

/** A program with these lines in its `Main`. */
function program(lines: string): string {
  return `using System; using System.IO; using System.Linq; using System.Threading.Tasks; using Keyward; using Keyward.Admin;
class Program
{
    public static async Task Main()
    {
${lines}
    }
}`;
}

it('has the version of the server', () => {
  const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  expect(readFileSync(join(CSHARP_CLIENT, 'Keyward.csproj'), 'utf8')).toContain(`<Version>${version}</Version>`);
});

it('is compiled as its README says', async () => {
  const [sample] = samplesIn('sdk/csharp/README.md').filter(({ text }) => text.startsWith('mcs '));
  const out = join(folder, 'built/Keyward.dll');
  mkdirSync(join(folder, 'built'));
  await execute('bash', ['-c', (sample?.text ?? '').replace('-out:Keyward.dll', `-out:'${out}'`)], { cwd: PROJECT });
  expect(statSync(out).size).toBeGreaterThan(100_000);
});

it('passes its own tests', async () => {
  const [test, ...args] = csharp.test('unit');
  await expect(execute(test, args)).resolves.toMatchObject({
    stdout: expect.stringMatching(/^\d{2,} passed, 0 failed\n$/),
  });
});

it.each(['sdk/csharp/README.md', 'docs/other-languages.md'])('licenses the program of %s as pasted', async (page) => {
  const { key } = await issued(server);
  const [sample] = samplesIn(page).filter(({ language }) => language === 'csharp');
  const text = (sample?.text ?? '')
    .replace('http://localhost:8080', address)
    .replace('YOUR PUBLIC KEY', publicKey)
    .replace('YOUR LICENSE KEY', key);
  expect(await run('Program', text)).toBe('Valid\n');
});

it('has samples that compile', async () => {
  const standIns = join(folder, 'StandIns.cs');
  writeFileSync(standIns, STAND_INS);
  const files = ['AspNetCore/LicenseMiddleware.cs', 'AspNetCore/LicenseWebhook.cs', 'Unity/LicensedGame.cs'];
  const services = [standIns, ...files.map((file) => join(EXAMPLES, file))];
  await csharp.compile('Services.dll', services, ['-target:library', '-nowarn:649']);
  const forms = ['-target:winexe', '-r:System.Windows.Forms.dll', '-r:System.Drawing.dll'];
  for (const name of ['EditorForm', 'LicenseForm']) {
    await csharp.compile(`${name}.exe`, [join(EXAMPLES, `${name}.cs`)], forms);
  }
});

it('issues, finds, extends and revokes licenses, and is refused a link to a portal that is off', async () => {
  const { body: apiKey } = await server.asAdmin('POST', '/api/v1/api-keys', {
    body: { name: 'Shop in C#', kind: 'internal' },
  });
  const text = program(`
        var keyward = new KeywardClient("${address}", "${apiKey.key}");
        var customer = await keyward.Customers.CreateAsync("Ada", "ada@example.com");
        var wanted = new NewLicense("v2-default") { Customer = customer, DurationDays = 30, Features = new[] { "export" }, MaxActivations = 2 };
        var license = await keyward.Licenses.IssueAsync(wanted, "order-1042");
        Console.WriteLine((await keyward.Licenses.IssueAsync(wanted, "order-1042")).Id == license.Id);
        var found = await keyward.Licenses.GetAsync(license.Key);
        Console.WriteLine(found.Status + string.Join(",", found.Features) + found.MaxActivations + found.SeatsUsed);
        var page = await keyward.Licenses.ListAsync(new LicenseQuery { Customer = "ada@example.com", Limit = 1 });
        Console.WriteLine(page.Items.Single().CustomerId == customer && page.Next == null);
        var dated = await keyward.Licenses.IssueAsync(new NewLicense("v2-default") { ExpiresAt = DateTimeOffset.Parse("2040-01-01T00:00:00Z") });
        Console.WriteLine((await keyward.Licenses.ExtendByYearsAsync(dated.Id, 1, "payment-1")).ExpiresAt.Value.ToString("u"));
        Console.WriteLine((await keyward.Licenses.ExtendByYearsAsync(dated.Id, 1, "payment-1")).ExpiresAt.Value.ToString("u"));
        Console.WriteLine((await keyward.Licenses.ExtendByDaysAsync(dated.Id, 1)).ExpiresAt.Value.ToString("u"));
        Console.WriteLine((await keyward.Licenses.RevokeAsync(license.Id, "The payment was refunded")).Status);
        try
        {
            await keyward.Customers.SendPortalLinkAsync(customer);
        }
        catch (KeywardException error)
        {
            Console.WriteLine(error.Code);
        }
        foreach (var key in new[] { "wrong", "${apiKey.key}" })
        {
            try
            {
                await new KeywardClient("${address}", key).Licenses.GetAsync("no/such license");
            }
            catch (KeywardException error)
            {
                Console.WriteLine(error.Code);
            }
        }`);
  expect((await run('Shop', text)).split('\n')).toEqual([
    ...['True', 'unusedexport20', 'True', '2041-01-01 00:00:00Z', '2041-01-01 00:00:00Z', '2041-01-02 00:00:00Z'],
    ...['revoked', 'CONFLICT'],
    ...['UNAUTHENTICATED', 'NOT_FOUND', ''],
  ]);
});

it('tells of each new state', async () => {
  const { key } = await issued(server);
  const text = program(`
        var options = new LicenseOptions { BaseUrl = "${address}", Product = "v2-default", PublicKeys = { "${publicKey}" }, Store = new MemoryLicenseStore(), Device = "desk" };
        using (var license = await License.OpenAsync(options))
        {
            license.StateChanged += (sender, e) => Console.WriteLine("now " + e.State);
            Console.WriteLine((await license.ActivateAsync("${key}")).IsUsable);
            await license.ReleaseAsync();
        }`);
  expect(await run('Events', text)).toBe('now Valid\nTrue\nnow MustConnect (no_license_key)\n');
});

it('gets a license file by a request, gives its seat up by a code, and starts a trial', async () => {
  const { sdk } = server;
  const { id } = await sdk.policies.create({ name: 'Trial in C#', duration_days: 14, trial_requires: 'device' });
  await sdk.products.create({ reference: 'tried-in-csharp', name: 'Tried', trial_policy: id });
  const license = await issued(server, { max_activations: 1 });
  const asked = join(folder, 'asked');
  const open = (product: string, url: string, store: string) => `
        var options = new LicenseOptions { BaseUrl = "${url}", Product = "${product}", PublicKeys = { "${publicKey}" }, Device = "air-gapped",
            Store = new FileLicenseStore("${join(folder, store)}"), HasBackground = false, LicenseKey = ${store === 'asked' ? `"${license.key}"` : 'null'} };
        using (var license = await License.OpenAsync(options))
        {`;
  const gone = 'http://127.0.0.1:9';
  const request = await run(
    'Request',
    program(`${open('v2-default', gone, 'asked')} Console.Write(await license.OfflineRequestAsync()); }`),
  );
  const path = `/api/v1/licenses/${license.id}`;
  const made = await server.asAdmin('POST', `${path}/files`, { body: { request } });
  expect(made.status).toBe(201);
  writeFileSync(join(folder, 'file'), made.body.file);
  const [used = '', code = '', again] = (
    await run(
      'Files',
      program(`${open('v2-default', gone, 'asked')}
            var file = File.ReadAllText("${join(folder, 'file')}");
            Console.WriteLine((await license.UseFileAsync(file)).Source);
            Console.WriteLine(await license.ReleaseOfflineAsync());
            try { await license.UseFileAsync(file); } catch (KeywardException error) { Console.WriteLine(error.Code); }
        }`),
    )
  ).split('\n');
  expect([used, again]).toEqual(['File', 'LICENSE_FILE_RELEASED']);
  expect((await server.asAdmin('POST', `${path}/releases`, { body: { code } })).status).toBeLessThan(300);
  expect([statSync(asked).mode & 0o777]).toEqual([0o600]);
  const trial = `${open('tried-in-csharp', address, 'tried')} Console.WriteLine(await license.StartTrialAsync()); }`;
  expect(await run('Trial', program(trial))).toBe('Valid\n');
});

it('goes on with a download that was interrupted, and refuses another file', async () => {
  const { sdk } = server;
  const bytes = randomBytes(300_000);
  const { id } = await sdk.products.create({ reference: 'updated-in-csharp', name: 'Updated' });
  const { id: version } = await sdk.products.createVersion(id, { reference: 'v1.1.0', version: '1.1.0' });
  await sdk.products.uploadVersionFile(id, version, 'main', { file: new File([bytes], 'updated.zip') });
  const { key } = await issued(server, { product: 'updated-in-csharp' });
  const at = join(folder, 'updates');
  mkdirSync(at);
  writeFileSync(join(at, 'received'), bytes.subarray(0, 200_000));
  writeFileSync(join(at, 'wrong'), randomBytes(200_000));
  const text = program(`
        var options = new LicenseOptions { BaseUrl = "${address}", Product = "updated-in-csharp", PublicKeys = { "${publicKey}" },
            Store = new MemoryLicenseStore(), Device = "desk", HasBackground = false };
        using (var license = await License.OpenAsync(options))
        {
            await license.ActivateAsync("${key}");
            var update = await license.CheckForUpdateAsync("1.0.0");
            var target = "${join(at, 'new.zip')}";
            foreach (var start in new[] { "received", "wrong" })
            {
                File.Copy("${at}/" + start, target + "." + update.Files[0].Sha256.Substring(0, 16) + ".partial");
                try
                {
                    await license.DownloadUpdateAsync(update, target);
                }
                catch (KeywardException error)
                {
                    Console.WriteLine(error.Code);
                }
            }
        }`);
  expect(await run('Updater', text)).toBe('DOWNLOAD_CHANGED\n');
  expect(readdirSync(at).sort()).toEqual(['new.zip', 'received', 'wrong']);
  expect(readFileSync(join(at, 'new.zip')).equals(bytes)).toBe(true);
});
