import { isHeld } from './borrowed-seat';
import type { Lease } from './floating-session';
import type { LicenseDependencies } from './license-dependencies';
import type { LeasedSession } from './license-server';
import type { WaitingPlace } from './seat-wait';
import { SessionKeeper } from './session-keeper';

interface SessionsHost {
  /** The license key that is known. */
  key(): string;
  /** Stores what is known. */
  store(): Promise<void>;
  /** The server has signed something about a session. */
  onLease(session: LeasedSession): void;
  onChange(): void;
  report(error: unknown): void;
}

/** The floating sessions of a license, with what the store has to know of them. */
export function programSessions(parts: LicenseDependencies, host: SessionsHost): SessionKeeper {
  const { server, memory, time, setTimer } = parts;
  const leased = async (answer: Promise<LeasedSession>): Promise<LeasedSession> => {
    const session = await answer;
    if (memory.noteSession(session)) {
      await host.store();
    }
    host.onLease(session);
    return session;
  };
  const started = async (place?: WaitingPlace): Promise<LeasedSession> => {
    try {
      const session = await leased(server.startSession(host.key(), memory.license, place));
      place?.note();
      return session;
    } catch (error) {
      place?.note(error);
      throw error;
    }
  };
  const ended = async ({ token }: Pick<Lease, 'token'>): Promise<void> => {
    if (memory.returnSeat(token)) {
      await host.store();
    }
  };
  return new SessionKeeper({
    start: started,
    waits: () => false,
    renew: (session, days, idle) => leased(server.renewSession(host.key(), session, days, idle)),
    changeFeatures: (session, take, release) => server.changeFeatures(session, take, release),
    end: async (session) => {
      await server.endSession(session);
      await ended(session);
    },
    lost: ended,
    refresh: () => memory.refresh().catch((error: unknown) => host.report(error)),
    borrowed: () => borrowedLease(parts),
    lock: () => memory.lockSession(),
    lockBorrowed: () => memory.lockBorrowed(),
    now: () => time.now(),
    setTimer,
    onChange: () => host.onChange(),
    onError: (error) => host.report(error),
  });
}

function borrowedLease({ memory: { borrowed }, time }: LicenseDependencies): Lease | undefined {
  if (borrowed === undefined || !isHeld(borrowed, time.now())) {
    return undefined;
  }
  const { id, token, until, proof } = borrowed;
  return { id, token, issuedAt: proof.issuedAt, expiresAt: until + 1_000, borrowedUntil: until, proof };
}
