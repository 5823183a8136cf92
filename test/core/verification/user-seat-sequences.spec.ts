import fc from 'fast-check';
import { activate, deactivate, issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { cases } from '../../testkit/sample';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const LIMIT = 3;

type SeatsPer = 'device' | 'user' | 'user_device';
/** Activates the device, for a user or nobody; deactivates it; or removes the user as an admin. */
type Step =
  | { readonly act: 'activate'; readonly device: string; readonly user?: string }
  | { readonly act: 'deactivate'; readonly device: string }
  | { readonly act: 'remove'; readonly user: string };

const device = fc.constantFrom('desk', 'laptop', 'phone', 'tablet');
const user = fc.constantFrom('ada', 'grace', 'alan', 'edsger');
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ act: fc.constant('activate' as const), device, user }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('activate' as const), device }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('deactivate' as const), device }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('remove' as const), user }) },
  ),
  { minLength: 8, maxLength: 20 },
);

/** The active devices with their users, as the documentation describes them. */
class Model {
  private readonly users = new Map<string, Set<string>>();

  constructor(private readonly per: SeatsPer) {}

  get seats(): number {
    return Model.count(this.users, this.per);
  }

  /** Whether the device may activate; if so, it is active afterwards. */
  activate(device: string, user?: string): boolean {
    const after = new Map([...this.users].map(([name, users]) => [name, new Set(users)]));
    after.set(device, new Set([...(after.get(device) ?? []), ...(user === undefined ? [] : [user])]));
    if (Model.count(after, this.per) > Math.max(LIMIT, this.seats)) {
      return false;
    }
    this.users.set(device, after.get(device) ?? new Set());
    return true;
  }

  deactivate(device: string): void {
    this.users.delete(device);
  }

  remove(user: string): void {
    for (const [device, users] of this.users) {
      const wasAlone = users.delete(user) && users.size === 0;
      if (wasAlone && this.per !== 'device') {
        this.users.delete(device);
      }
    }
  }

  private static count(devices: ReadonlyMap<string, ReadonlySet<string>>, per: SeatsPer): number {
    const seats = [...devices].flatMap(([device, users]) =>
      users.size === 0 || per === 'device'
        ? [device]
        : [...users].map((user) => (per === 'user' ? `user ${user}` : `${user} at ${device}`)),
    );
    return new Set(seats).size;
  }
}

async function remove(id: string, name: string): Promise<void> {
  const path = `/api/v1/licenses/${id}/users`;
  const { body } = await server.asAdmin('GET', `${path}?q=${name}`);
  for (const user of body.items) {
    expect((await server.asAdmin('DELETE', `${path}/${user.id}`)).status).toBe(204);
  }
}

it.each<SeatsPer>(['device', 'user', 'user_device'])('seats per %s are those of a simple model', async (seats_per) => {
  const run = async (sequence: readonly Step[]) => {
    const { id, key } = await issued(server, {
      max_activations: LIMIT,
      policy_overrides: { seats_per, assign_user_on_use: true },
    });
    const model = new Model(seats_per);
    for (const step of sequence) {
      if (step.act === 'activate') {
        const { status } = await activate(server, key, step.device, { user: step.user });
        expect(status < 300).toBe(model.activate(step.device, step.user));
      } else if (step.act === 'deactivate') {
        await deactivate(server, key, step.device);
        model.deactivate(step.device);
      } else {
        await remove(id, step.user);
        model.remove(step.user);
      }
      const { body } = await validate(server, key);
      expect(body.license.seats_used).toBe(model.seats);
    }
  };
  await fc.assert(fc.asyncProperty(steps, run), cases(3));
});
