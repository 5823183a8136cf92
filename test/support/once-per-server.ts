import type { TestServer } from '../testkit/server';

/** Makes something once for each server, for tests that only read it. */
export function oncePerServer<T>(make: (server: TestServer) => Promise<T>): (server: TestServer) => Promise<T> {
  const made = new WeakMap<TestServer, Promise<T>>();
  return (server) => {
    const known = made.get(server) ?? make(server);
    made.set(server, known);
    return known;
  };
}
