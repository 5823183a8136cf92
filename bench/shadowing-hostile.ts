import { verifyCall } from './calls';
import { percentile } from './figures';
import { HUGE_BYTES, type Mood, MOODS } from './hostile-server';
import type { Row } from './report';
import { LIC_SHARE } from './sample';
import { eachOf, sent, type ShadowingServer } from './shadowing-server';

const AT_ONCE = 64;
const REQUESTS = 5_000;
const QUICK_REQUESTS = 300;
/** An old server that is silent is given up after 20 s. */
const SILENT_MS = 25_000;

/**
 * What programs get while the old server misbehaves: all of its own answers where Keyward answers, and where the old server
 * answers its answer, a refusal in the format of the API, or a broken connection where its own broke.
 * @throws for a request that gets anything else
 */
export async function hostileFigures(
  server: ShadowingServer,
  url: string,
  licenses: number,
  quick: boolean,
): Promise<Row[]> {
  const requests = quick ? QUICK_REQUESTS : REQUESTS;
  await server.shadow(url, 100);
  const ours = await asked(server, requests, licenses, (_mood, status) => status === 200);
  await server.shadow(url, 0);
  // Each silent one takes 20 seconds.
  const theirs = await asked(server, Math.min(requests, 1_200), licenses, isRightOfOld);
  return [
    { who_answers: 'keyward', ...ours },
    { who_answers: 'old server', ...theirs },
  ];
}

type IsRight = (mood: Mood, status: number, bytes: number) => boolean;

const isRightOfOld: IsRight = (mood, status, bytes) =>
  ({
    well: status === 200,
    slow: status === 200,
    huge: status === 200 && bytes === HUGE_BYTES,
    reset: status === 503,
    half: status === 0,
    silent: status === 503,
  })[mood];

async function asked({ keyward, apiKey }: ShadowingServer, requests: number, licenses: number, isRight: IsRight) {
  const times = new Map<Mood, number[]>(MOODS.map((mood) => [mood, []]));
  const numbers = Array.from({ length: requests }, (_, request) => request);
  await eachOf(numbers, AT_ONCE, async (request) => {
    const mood = MOODS[request % MOODS.length] ?? 'well';
    const license = 1 + (request % Math.max(1, licenses - 1));
    const call = verifyCall(apiKey, license % LIC_SHARE === 0 ? license - 1 : license);
    const begun = performance.now();
    const { status, bytes } = await sent(keyward.url, call, `mood=${mood}`)
      .then(async (answer) => ({ status: answer.status, bytes: (await answer.arrayBuffer()).byteLength }))
      // A broken connection.
      .catch(() => ({ status: 0, bytes: 0 }));
    const milliseconds = performance.now() - begun;
    if (!isRight(mood, status, bytes) || milliseconds > SILENT_MS) {
      throw new Error(`A request with an old server that is ${mood} got ${status} and ${bytes} bytes`);
    }
    times.get(mood)?.push(milliseconds);
  });
  const well = (times.get('well') ?? []).sort((one, other) => one - other);
  return {
    requests,
    lost: 0,
    p50_ms: Math.round(percentile(well, 0.5)),
    p99_ms: Math.round(percentile(well, 0.99)),
    resident_mb: Math.round(keyward.process.residentMegabytes),
  };
}
