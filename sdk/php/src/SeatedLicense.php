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

    /**
     * The place in the waiting line while all floating seats are taken, as the server told it last, and since when it has been kept;
     * null for none.
     * @return array{position: int, since: \DateTimeImmutable}|null
     */
    public function place(): ?array
    {
        return $this->seat->place();
    }

    /**
     * Waits for the floating seat of this program, in the waiting line while all are taken. Throws `SESSIONS_EXHAUSTED` when the time is
     * over, and gives up the place then, as `stopWaiting`.
     * @param float $seconds longest time to wait
     * @param (callable(array{position: int, since: \DateTimeImmutable}): mixed)|null $onPlace is told the place whenever the server was asked
     */
    public function waitForSeat(float $seconds, ?callable $onPlace = null): LicenseState
    {
        $this->mustFloat();
        $end = microtime(true) + $seconds;
        $this->seat->resumeWaiting();
        $this->startSeat();
        for ($told = null; ; $this->seat->isWaiting() || $this->wake()) {
            $place = $this->seat->place();
            if ($place !== null && $place !== $told && $onPlace !== null) {
                $onPlace($place);
            }
            $told = $place;
            $left = $end - microtime(true);
            if ($this->seat->status() !== 'taken' || $left <= 0) {
                break;
            }
            usleep((int) (min($left, 1) * 1_000_000));
        }
        $failure = $this->seat->failure;
        $state = $this->stopWaiting();
        if ($failure !== null) {
            throw $failure;
        }

        return $state;
    }

    /** Gives up the place in the waiting line: the program takes no seat until `activate` or `waitForSeat`. */
    public function stopWaiting(): LicenseState
    {
        $this->mustFloat();
        $this->seat->giveUp();

        return $this->settle();
    }

    /**
     * Takes features with the floating seat. One that is exhausted is named so in the answer (`FEATURE_EXHAUSTED`), and the program keeps
     * its seat. They are given back with the seat; after a lost seat, take them again.
     * @return list<array{feature: string, held: bool, used: int, max: int|null, code: string|null}> as the server signed them; no `max` is
     *   unlimited
     */
    public function takeFeatures(string ...$features): array
    {
        return $this->changeFeatures(array_values($features), []);
    }

    /**
     * Gives features back that were taken with the floating seat.
     * @return list<array{feature: string, held: bool, used: int, max: int|null, code: string|null}>
     */
    public function releaseFeatures(string ...$features): array
    {
        return $this->changeFeatures([], array_values($features));
    }

    /**
     * Tells that the user is active. From the first call on, the server is told how long the user is idle, and may take the floating seat
     * back after `idle_timeout` of the policy (`SESSION_IDLE` in `lastError`); after the next call, `wake` takes another one.
     */
    public function active(): void
    {
        $this->seat->noteActivity();
    }

    abstract public function wake(): LicenseState;

    abstract protected function assertOpen(): void;

    abstract protected function checkNow(): LicenseState;

    abstract protected function keyOr(?string $given = null): string;

    abstract protected function settle(): LicenseState;

    /** Lets the program's floating seat need no server for some days, or with 0 returns it. */
    protected function borrowSeat(int $days): LicenseState
    {
        $this->mustFloat();
        if ($days > 0) {
            $this->seat->hold($this->keyOr(), $this->memory->license());
        }
        if ($days > 0 || $this->seat->isBorrowed()) {
            $this->seat->borrow($this->keyOr(), $days);
        }

        // The answer that lent the seat has held so far.
        return $days > 0 || $this->stateWith(null)->usable ? $this->settle() : $this->checkNow();
    }

    private function mustFloat(): void
    {
        $this->assertOpen();
        if (!$this->isFloating) {
            throw KeywardError::usage('There is no floating seat: open the license with floating');
        }
    }

    /**
     * @param list<string> $take
     * @param list<string> $release
     * @return list<array{feature: string, held: bool, used: int, max: int|null, code: string|null}>
     */
    private function changeFeatures(array $take, array $release): array
    {
        $this->mustFloat();

        return $this->seat->changeFeatures($take, $release);
    }

    /** Another server than that of the borrowed seat may not know this device. */
    protected function ofLender(Proof $answer): Proof
    {
        $borrowed = $this->memory->borrowed;
        $lender = $borrowed !== null && $borrowed->isBorrowedAt($this->time->now()) ? $borrowed->proof->relay->id ?? null : null;
        $isStranger = $lender !== null && ($answer->relay->id ?? null) !== $lender && !$answer->isValid;
        if ($isStranger && in_array($answer->code, LicenseState::DEVICE_CODES, true)) {
            throw KeywardError::otherLender();
        }

        return $answer;
    }

    protected function startSeat(): void
    {
        if ($this->isClosed || !$this->isFloating || $this->seat->hasGivenUp()) {
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
