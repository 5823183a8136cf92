<?php

declare(strict_types=1);

namespace Keyward;

/** Which running program has which seat of the store. */
final class SeatLock
{
    private LicenseMemory $memory;
    private ?SessionLock $lock = null;
    private bool $isOfBorrowed = false;

    public function __construct(LicenseMemory $memory)
    {
        $this->memory = $memory;
    }

    /** Whether it is that of the borrowed seat, or would be if the store had locks. */
    public function isOfBorrowed(): bool
    {
        return $this->isOfBorrowed;
    }

    /** Token of a session that a process which has ended did not give back. */
    public function left(): ?string
    {
        $this->lock = $this->lock ?? $this->memory->lockSession();

        return $this->lock === null ? null : $this->lock->left();
    }

    /** @param string|null $token null if the session has ended, or is in the store */
    public function keep(?string $token): void
    {
        $this->lock === null || $this->lock->keep($token);
    }

    public function unlock(): void
    {
        $this->lock === null || $this->lock->unlock();
        $this->lock = null;
        $this->isOfBorrowed = false;
    }

    /** A borrowed seat has a lock of its own, and its token is in the store. */
    public function fit(bool $isBorrowed, ?string $token): void
    {
        if ($isBorrowed !== $this->isOfBorrowed) {
            $lock = $isBorrowed ? $this->memory->lockBorrowed() : $this->memory->lockSession();
            $lock === false || $this->swap($lock, $isBorrowed, $token);
        }
    }

    /** @param SessionLock|bool|null $lock */
    public function swap($lock, bool $isOfBorrowed, ?string $token = null): void
    {
        $this->keep(null);
        $this->unlock();
        $this->lock = $lock instanceof SessionLock ? $lock : null;
        $this->isOfBorrowed = $isOfBorrowed;
        $this->keep($isOfBorrowed ? null : $token);
    }
}
