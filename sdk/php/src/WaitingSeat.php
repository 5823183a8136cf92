<?php

declare(strict_types=1);

namespace Keyward;

/** State of a floating seat, and of a place in the waiting line. */
abstract class WaitingSeat
{
    /** Error of the last attempt to get a seat; null if it got one. */
    public ?KeywardError $failure = null;
    protected KnownTime $time;
    protected ?Lease $lease = null;
    protected SeatLock $lock;
    protected SeatSchedule $schedule;
    protected IdleClock $idle;
    protected WaitingLine $line;
    /** That has the lease. A child of it needs a seat of its own. */
    private int $process;

    protected function __construct(KnownTime $time, LicenseMemory $memory)
    {
        $this->time = $time;
        $this->lock = new SeatLock($memory);
        $this->schedule = new SeatSchedule($time);
        $this->idle = new IdleClock($time);
        $this->line = new WaitingLine();
        $this->process = (int) getmypid();
    }

    /** `never`, `taken` (by others), `held` or `lost`. */
    public function status(): string
    {
        $this->enterProcess();
        if ($this->lease === null) {
            return $this->schedule->isTaken() || $this->line->hasGivenUp ? 'taken' : 'never';
        }

        return $this->time->now() < $this->lease->expiresAt ? 'held' : 'lost';
    }

    /** Whether the seat wants to be renewed. One that was taken back from an idle user waits for the user. */
    public function isDue(): bool
    {
        $this->enterProcess();

        return $this->lease !== null && !$this->idle->isIdle() && $this->schedule->isDue();
    }

    /** Whether a start failed, and is not to be repeated yet, or not at all. */
    public function isWaiting(): bool
    {
        $this->enterProcess();

        return $this->lease === null && ($this->line->hasGivenUp || !$this->schedule->isDue());
    }

    /**
     * The place in the waiting line; null for none.
     * @return array{position: int, since: \DateTimeImmutable}|null
     */
    public function place(): ?array
    {
        $this->enterProcess();

        return $this->line->place;
    }

    /** Whether the program does not want to wait any more. */
    public function hasGivenUp(): bool
    {
        return $this->line->hasGivenUp;
    }

    /** The program waits for a seat, also after it gave up. */
    public function resumeWaiting(): void
    {
        $this->line->hasGivenUp = false;
    }

    /** The user is active. If the server had taken the seat back, another one is due now. */
    public function noteActivity(): void
    {
        if ($this->idle->note()) {
            $this->schedule->hurry();
        }
    }

    /** The license does not allow the program to run, with or without a seat. */
    public function stopWaiting(): void
    {
        if ($this->lease === null) {
            $this->line->clear();
            $this->failure = null;
            $this->schedule->reset();
        }
    }

    /** Whether the seat needs no server now. */
    public function isBorrowed(): bool
    {
        return $this->lease !== null && $this->lease->isBorrowedAt($this->time->now());
    }

    /** After a fork, the seat is the parent's. */
    protected function enterProcess(): void
    {
        if ($this->process !== getmypid()) {
            $this->process = (int) getmypid();
            $this->lease = null;
            $this->stopWaiting();
            $this->lock->unlock();
        }
    }
}
