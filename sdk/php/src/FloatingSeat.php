<?php

declare(strict_types=1);

namespace Keyward;

/** A running program on a floating seat. Times are milliseconds since 1970. */
final class FloatingSeat
{
    private const SHORTEST_INTERVAL = 5_000;
    private const RETRY_INTERVAL = 60_000;
    private const LONGEST_WAIT = 300_000;
    private const BORROWED_INTERVAL = 30_000;
    private const BORROWED_PAUSE = 600_000;

    private LicenseServer $server;
    private KnownTime $time;
    private ?Lease $lease = null;
    /** That has the lease. A child of it needs a seat of its own. */
    private int $process;
    private LicenseMemory $memory;
    private Calls $calls;
    private SeatLock $lock;
    /** @var callable(): mixed */
    private $store;
    private float $next = 0;
    /** While all seats are taken. */
    private int $attempts = 0;

    /** @param callable(): mixed $store stores what is known */
    public function __construct(LicenseServer $server, KnownTime $time, LicenseMemory $memory, Calls $calls, callable $store)
    {
        $this->store = $store;
        $this->server = $server;
        $this->memory = $memory;
        $this->lock = new SeatLock($memory);
        $this->calls = $calls;
        $this->time = $time;
        $this->process = (int) getmypid();
    }

    /** `never`, `taken` (by others), `held` or `lost`. */
    public function status(): string
    {
        $this->enterProcess();
        if ($this->lease === null) {
            return $this->attempts > 0 ? 'taken' : 'never';
        }

        return $this->time->now() < $this->lease->expiresAt ? 'held' : 'lost';
    }

    /** Whether the seat wants to be renewed. */
    public function isDue(): bool
    {
        $this->enterProcess();

        return $this->lease !== null && $this->time->now() >= $this->next;
    }

    /** Whether a start failed, and is not to be repeated yet. */
    public function isWaiting(): bool
    {
        $this->enterProcess();

        return $this->lease === null && $this->time->now() < $this->next;
    }

    /** The license does not allow the program to run, with or without a seat. */
    public function stopWaiting(): void
    {
        if ($this->lease === null) {
            $this->attempts = 0;
            $this->next = 0;
        }
    }

    /** Whether the seat needs no server now. */
    public function isBorrowed(): bool
    {
        return $this->lease !== null && $this->lease->isBorrowedAt($this->time->now());
    }

    /** Takes a seat, or goes on with the borrowed one, unless there is one. Throws `SESSIONS_EXHAUSTED` if none is free. */
    public function start(string $licenseKey, ?string $license): void
    {
        $this->enterProcess();
        if ($this->lease !== null || $this->resume()) {
            return;
        }
        $this->endLeft();
        try {
            $this->take($this->server->startSession($licenseKey, $license));
            $this->lock->fit($this->isBorrowed(), $this->lease->token ?? null);
        } catch (KeywardError $error) {
            $this->await($error);
            throw $error;
        }
    }

    /** Lets the seat need no server for some days, or with 0 returns it. If the server refuses, all is as before. */
    public function borrow(string $licenseKey, int $days): void
    {
        if ($this->lease === null) {
            throw new \LogicException('There is no seat');
        }
        $isFirst = $days > 0 && !$this->lock->isOfBorrowed();
        $lock = $isFirst ? $this->memory->lockBorrowed() : true;
        if ($lock === false) {
            throw KeywardError::usage('Another running copy of this program has borrowed a seat with this store', 'SEAT_BORROWED');
        }
        try {
            $this->take($this->server->renewSession($licenseKey, $this->lease, $days));
        } catch (KeywardError $error) {
            $lock instanceof SessionLock && $lock->unlock();
            throw $error;
        }
        if ($isFirst) {
            $this->lock->swap($lock, true);
        } else {
            $this->lock->fit($this->isBorrowed(), $this->lease->token ?? null);
        }
    }

    /** Renews the seat, or takes another: the server forgets a session when its lease ends. */
    public function renew(string $licenseKey, ?string $license): Lease
    {
        if ($this->lease === null) {
            throw new \LogicException('There is no seat');
        }
        try {
            $this->take($this->server->renewSession($licenseKey, $this->lease));
        } catch (KeywardError $error) {
            $this->plan($error);
            if ($error->status !== 404 || $error->isUnreachable()) {
                throw $error;
            }
            $this->ended($this->lease->token);
            $this->takeAgain($licenseKey, $license);
        }
        $this->lock->fit($this->isBorrowed(), $this->lease->token ?? null);

        return $this->lease;
    }

    /** Frees the seat. If nobody answers, it is free when its lease ends, or with the next start. */
    public function end(): void
    {
        $this->enterProcess();
        $lease = $this->lease;
        $this->lease = null;
        $this->stopWaiting();
        try {
            if ($lease !== null) {
                $this->calls->endSession($lease->token);
                $this->lock->keep(null);
                $this->ended($lease->token);
            }
        } finally {
            $this->lock->unlock();
        }
    }

    /** As at the end of the program: a borrowed seat is kept. */
    public function close(): void
    {
        if ($this->isBorrowed()) {
            $this->lease = null;
            $this->lock->unlock();
        } else {
            $this->end();
        }
    }

    /** Without asking the server, unless nothing is borrowed, or another process is on it. */
    private function resume(): bool
    {
        $borrowed = $this->memory->borrowed;
        $lock = $borrowed !== null && $borrowed->isBorrowedAt($this->time->now()) ? $this->memory->lockBorrowed() : false;
        if ($borrowed === null || $lock === false) {
            return false;
        }
        $this->lock->swap($lock, true);
        $this->attempts = 0;
        $this->lease = $borrowed->whileBorrowed();
        $this->plan();

        return true;
    }

    private function ended(string $token): void
    {
        if ($this->memory->returnSeat($token)) {
            ($this->store)();
        }
    }

    /** Gives back the seat of a program that crashed. If nobody answers, the next start tries again. */
    private function endLeft(): void
    {
        $left = $this->lock->left();
        if ($left === null) {
            return;
        }
        try {
            $this->calls->endSession($left);
        } catch (KeywardError $error) {
            if ($error->status !== 404) {
                return;
            }
        }
        $this->lock->keep(null);
    }

    /** After a fork, the seat is the parent's. */
    private function enterProcess(): void
    {
        if ($this->process !== getmypid()) {
            $this->process = (int) getmypid();
            $this->lease = null;
            $this->stopWaiting();
            $this->lock->unlock();
        }
    }

    private function takeAgain(string $licenseKey, ?string $license): void
    {
        try {
            $this->take($this->server->startSession($licenseKey, $license));
        } catch (KeywardError $error) {
            $this->plan($error);
            throw $error;
        }
    }

    // While all are taken, after 10 seconds at first; later, and after another failure, every minute. Not before the server wants to
    // be asked again. With jitter.
    private function await(KeywardError $error): void
    {
        $backoff = self::RETRY_INTERVAL;
        if ($error->errorCode === 'SESSIONS_EXHAUSTED') {
            $backoff = min(10_000 * 1.5 ** min($this->attempts, 10), $backoff);
            $this->attempts++;
        }
        $jitter = mt_rand() / mt_getrandmax() / 4;
        $this->next = $this->time->now() + max($backoff * (1 - $jitter), $error->requestedWait(self::LONGEST_WAIT));
    }

    private function take(Lease $lease): void
    {
        $isNew = $this->lease === null || $this->lease->token !== $lease->token;
        $this->attempts = 0;
        $this->lease = $lease;
        if ($isNew && !$this->lock->isOfBorrowed()) {
            $this->lock->keep($lease->token);
        }
        if ($this->memory->noteSession($lease)) {
            ($this->store)();
        }
        $this->plan();
    }

    // A third of the lease, so that one lost call does no harm; a minute once the seat is lost. Not before the server wants to be asked
    // again.
    private function plan(?KeywardError $error = null): void
    {
        $lease = $this->lease;
        if ($lease !== null) {
            $third = max(self::SHORTEST_INTERVAL, ($lease->expiresAt - $lease->issuedAt) / 3);
            $interval = $this->status() === 'held' ? $third : self::RETRY_INTERVAL;
            if ($lease->isBorrowedAt($this->time->now())) {
                // Without heartbeats, the server takes it for one whose program does not run.
                $interval = $error === null ? min($interval, self::BORROWED_INTERVAL) : self::BORROWED_PAUSE;
            }
            $requested = $error === null ? 0 : $error->requestedWait(self::LONGEST_WAIT);
            $this->next = $this->time->now() + max($interval, $requested);
        }
    }
}
