<?php

declare(strict_types=1);

namespace Keyward;

/** A running program on a floating seat. Times are milliseconds since 1970. */
final class FloatingSeat extends WaitingSeat
{
    private LicenseServer $server;
    private LicenseMemory $memory;
    private Calls $calls;
    /** @var callable(): mixed */
    private $store;

    /** @param callable(): mixed $store stores what is known */
    public function __construct(LicenseServer $server, KnownTime $time, LicenseMemory $memory, Calls $calls, callable $store)
    {
        parent::__construct($time, $memory);
        $this->store = $store;
        $this->server = $server;
        $this->memory = $memory;
        $this->calls = $calls;
    }

    /** The place in the waiting line is free, and no seat is asked for until `resumeWaiting`. */
    public function giveUp(): void
    {
        $this->line->hasGivenUp = $this->line->hasGivenUp || $this->status() === 'taken';
        $this->line->leave($this->calls);
        $this->stopWaiting();
    }

    /** Takes a seat, or goes on with the borrowed one, unless there is one. Throws `SESSIONS_EXHAUSTED` if none is free. */
    public function start(string $licenseKey, ?string $license): void
    {
        $this->enterProcess();
        if ($this->lease !== null || $this->resume()) {
            return;
        }
        $this->endLeft();
        $this->takeFree($licenseKey, $license);
    }

    /** Takes a seat unless there is one, also where the server has taken one back. */
    public function hold(string $licenseKey, ?string $license): void
    {
        if ($this->lease !== null && $this->lease->isTakenBack()) {
            $this->takeFree($licenseKey, $license);
        } else {
            $this->start($licenseKey, $license);
        }
    }

    /**
     * Takes features with the seat, and gives others back.
     * @param list<string> $take
     * @param list<string> $release
     * @return list<array{feature: string, held: bool, used: int, max: int|null, code: string|null}>
     */
    public function changeFeatures(array $take, array $release): array
    {
        if ($this->lease === null) {
            throw KeywardError::usage('The program has no floating seat now');
        }

        return $this->server->changeFeatures($this->lease->token, $take, $release);
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
        if ($this->lease->isTakenBack()) {
            $this->takeFree($licenseKey, $license);

            return $this->lease;
        }
        try {
            $this->take($this->server->renewSession($licenseKey, $this->lease, null, $this->idle->seconds()));
        } catch (KeywardError $error) {
            $this->loseFor($error);
            $this->takeFree($licenseKey, $license);
        }
        $this->lock->fit($this->isBorrowed(), $this->lease->token ?? null);

        return $this->lease;
    }

    /** Frees the seat. If nobody answers, it is free when its lease ends, or with the next start. */
    public function end(): void
    {
        $this->enterProcess();
        $lease = $this->lease;
        $this->line->leave($this->calls);
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
        $lock = $this->held() !== null ? $this->memory->lockBorrowed() : false;
        if ($lock === false) {
            return false;
        }
        try {
            // The process that had the lock may have returned the seat.
            $this->memory->refresh();
        } catch (\RuntimeException $unreadable) {
            // A store that cannot be read tells nothing.
        }
        $borrowed = $this->held();
        if ($borrowed === null) {
            $lock instanceof SessionLock && $lock->unlock();

            return false;
        }
        $this->lock->swap($lock, true);
        $this->lease = $borrowed->whileBorrowed();
        $this->schedule->renewed($this->lease);

        return true;
    }

    private function held(): ?Lease
    {
        $borrowed = $this->memory->borrowed;

        return $borrowed !== null && $borrowed->isBorrowedAt($this->time->now()) ? $borrowed : null;
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

    /** Throws the error unless another seat is to be taken at once. */
    private function loseFor(KeywardError $error): void
    {
        $isIdle = $error->errorCode === 'SESSION_IDLE';
        $isTakenBack = $isIdle || $error->errorCode === 'SESSION_TAKEN_BACK';
        $isGone = $error->status === 404 && !$error->isUnreachable();
        if ($this->lease !== null && ($isTakenBack || $isGone)) {
            $this->ended($this->lease->token);
        }
        if ($this->lease !== null && $isTakenBack) {
            $this->lease = $this->lease->takenBack();
        }
        if ($isIdle) {
            $this->idle->takenBack();
        }
        if ($isTakenBack || !$isGone) {
            $this->schedule->failed($this->lease, $error, $this->line->place !== null);
            throw $error;
        }
    }

    /** Takes a free seat, or a place in the waiting line, which it keeps as long as it asks. */
    private function takeFree(string $licenseKey, ?string $license): void
    {
        try {
            $this->take($this->server->startSession($licenseKey, $license, $this->line->token));
        } catch (KeywardError $error) {
            $this->failure = $error;
            $this->line->note($error);
            $this->schedule->failed($this->lease, $error, $this->line->place !== null);
            throw $error;
        }
        $this->lock->fit($this->isBorrowed(), $this->lease->token ?? null);
    }

    private function take(Lease $lease): void
    {
        $isNew = $this->lease === null || $this->lease->token !== $lease->token;
        $this->lease = $lease;
        $this->line->clear();
        $this->line->hasGivenUp = false;
        $this->failure = null;
        if ($isNew && !$this->lock->isOfBorrowed()) {
            $this->lock->keep($lease->token);
        }
        if ($this->memory->noteSession($lease)) {
            ($this->store)();
        }
        $this->schedule->renewed($lease);
    }
}
