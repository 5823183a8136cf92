<?php

declare(strict_types=1);

namespace Keyward;

/** A running program on a floating seat. Times are milliseconds since 1970. */
final class FloatingSeat
{
    private const SHORTEST_INTERVAL = 5_000;
    private const RETRY_INTERVAL = 60_000;
    private const LONGEST_WAIT = 300_000;

    private LicenseServer $server;
    private KnownTime $time;
    private ?Lease $lease = null;
    /** That has the lease. A child of it needs a seat of its own. */
    private int $process;
    private LicenseMemory $memory;
    private Calls $calls;
    private ?SessionLock $lock = null;
    private float $next = 0;
    /** While all seats are taken. */
    private int $attempts = 0;

    public function __construct(LicenseServer $server, KnownTime $time, LicenseMemory $memory, Calls $calls)
    {
        $this->server = $server;
        $this->memory = $memory;
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

    /** Takes a seat unless there is one. Throws `SESSIONS_EXHAUSTED` if none is free. */
    public function start(string $licenseKey, ?string $license): void
    {
        $this->enterProcess();
        if ($this->lease !== null) {
            return;
        }
        $this->endLeft();
        try {
            $this->take($this->server->startSession($licenseKey, $license));
        } catch (KeywardError $error) {
            $this->await($error);
            throw $error;
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
            if ($error->status !== 404) {
                throw $error;
            }
            $this->takeAgain($licenseKey, $license);
        }

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
                $this->keep(null);
            }
        } finally {
            $this->unlock();
        }
    }

    /** Gives back the seat of a program that crashed. If nobody answers, the next start tries again. */
    private function endLeft(): void
    {
        $this->lock = $this->lock ?? $this->memory->lockSession();
        $left = $this->lock === null ? null : $this->lock->left();
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
        $this->keep(null);
    }

    private function keep(?string $token): void
    {
        $this->lock === null || $this->lock->keep($token);
    }

    private function unlock(): void
    {
        $this->lock === null || $this->lock->unlock();
        $this->lock = null;
    }

    /** After a fork, the seat is the parent's. */
    private function enterProcess(): void
    {
        if ($this->process !== getmypid()) {
            $this->process = (int) getmypid();
            $this->lease = null;
            $this->stopWaiting();
            $this->unlock();
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
        if ($isNew) {
            $this->keep($lease->token);
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
            $requested = $error === null ? 0 : $error->requestedWait(self::LONGEST_WAIT);
            $this->next = $this->time->now() + max($interval, $requested);
        }
    }
}
