<?php

declare(strict_types=1);

namespace Keyward;

/** Keeps the floating seat of a license. */
abstract class SeatedLicense
{
    private const SECOND = 1_000;

    /** The last problem; null after a good answer. */
    public ?\Throwable $lastError = null;
    protected bool $isFloating;
    protected float $longestGrace;
    protected LicenseMemory $memory;
    protected KnownTime $time;
    protected ContactSchedule $schedule;
    protected FloatingSeat $seat;
    protected bool $isClosed = false;

    /** Until when the floating seat of this device needs no server; null if it is not borrowed. */
    public function borrowedUntil(): ?\DateTimeImmutable
    {
        $seat = $this->memory->borrowed;
        $isHeld = $seat !== null && $seat->isBorrowedAt($this->time->now());

        return $isHeld ? new \DateTimeImmutable('@' . intdiv((int) $seat->borrowedUntil, self::SECOND)) : null;
    }

    /**
     * The relay in the customer's network that gave the last answer, and the last second in which it may answer; null for the
     * vendor's server.
     * @return array{id: string, name: string, until: \DateTimeImmutable}|null
     */
    public function relay(): ?array
    {
        $relay = $this->memory->answer === null ? null : $this->memory->answer->relay;

        return $relay === null ? null : [
            'id' => $relay->id,
            'name' => $relay->name,
            'until' => new \DateTimeImmutable('@' . intdiv($relay->endsAt, self::SECOND)),
        ];
    }

    abstract protected function keyOr(?string $given = null): string;

    abstract protected function settle(): LicenseState;

    /** Lets the program's floating seat need no server for some days, or with 0 returns it. */
    protected function borrowSeat(int $days): LicenseState
    {
        if (!$this->isFloating) {
            throw KeywardError::usage('Open the license with floating to borrow its seat');
        }
        if ($days > 0) {
            $this->seat->start($this->keyOr(), $this->memory->license());
        }
        if ($days > 0 || $this->seat->isBorrowed()) {
            $this->seat->borrow($this->keyOr(), $days);
        }

        return $this->settle();
    }

    protected function startSeat(): void
    {
        if ($this->isClosed || !$this->isFloating) {
            return;
        }
        if (!$this->stateWith(null)->usable) {
            $this->seat->stopWaiting();

            return;
        }
        try {
            $this->seat->start($this->keyOr(), $this->memory->license());
        } catch (KeywardError $error) {
            $this->lastError = $error;
        }
    }

    protected function renewSeat(): void
    {
        try {
            $lease = $this->seat->renew($this->keyOr(), $this->memory->license());
            if (!$lease->isValid || $this->schedule->isUnanswered()) {
                $this->schedule->hurry();
            }
        } catch (KeywardError $error) {
            // Nobody has to answer while the seat is borrowed.
            if (!$this->seat->isBorrowed() || !$error->isUnreachable()) {
                $this->lastError = $error;
            }
        }
    }

    protected function endSeat(): void
    {
        $this->giveUp(fn () => $this->seat->end());
    }

    protected function giveUp(callable $seat): void
    {
        try {
            $seat();
        } catch (KeywardError $error) {
            // It is free when its lease ends.
            $this->lastError = $error;
        }
    }

    protected function stateWith(?string $session): LicenseState
    {
        $known = new Knowledge();
        $known->hasKey = $this->memory->licenseKey !== null;
        $known->answer = $this->memory->answer;
        $known->file = $this->memory->file;
        $known->borrowed = $this->memory->borrowed;
        $known->isUnanswered = $this->schedule->isUnanswered();
        $known->isPostponed = $this->schedule->isPostponed();
        $known->session = $session;
        $known->now = $this->time->now();
        $known->isClockTurnedBack = $this->time->isTurnedBack();
        $known->longestGrace = $this->longestGrace;

        return LicenseState::of($known);
    }
}
