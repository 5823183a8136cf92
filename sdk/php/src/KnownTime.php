<?php

declare(strict_types=1);

namespace Keyward;

/** The time as far as it can be known: it never runs backwards, whatever the local clock does. Milliseconds since 1970. */
final class KnownTime
{
    /** Clocks are corrected by minutes every day, and by nobody by hours. */
    private const TOLERANCE = 3_600_000;

    /** @var callable(): int */
    private $localClock;
    private int $lastReading;
    private int $latest;
    /** What the local clock lacked at the last contact. Not stored: in an edited store it would hold the time back. */
    private int $correction = 0;
    private bool $isTurnedBack = false;

    /** @param callable(): int $localClock */
    public function __construct(callable $localClock, int $latestSeen = 0)
    {
        $this->localClock = $localClock;
        $this->lastReading = $localClock();
        $this->latest = $latestSeen;
        $this->now();
    }

    /** Whether the local clock is more than an hour behind the latest time that was seen. */
    public function isTurnedBack(): bool
    {
        $this->now();

        return $this->isTurnedBack;
    }

    /** The local clock, with what it lacked at the last contact. */
    public function reading(): int
    {
        return $this->localNow() + $this->correction;
    }

    public function localNow(): int
    {
        return ($this->localClock)();
    }

    public function now(): int
    {
        $reading = ($this->localClock)();
        $elapsed = max(0, $reading - $this->lastReading);
        $this->lastReading = $reading;
        $corrected = $reading + $this->correction;
        $this->isTurnedBack = $corrected < $this->latest - self::TOLERANCE;
        $this->latest = $this->isTurnedBack ? $this->latest + $elapsed : max($this->latest, $corrected);

        return $this->latest;
    }

    /** Something signed at this instant exists. */
    public function sawAtLeast(int $instant): void
    {
        $this->latest = max($this->latest, $instant);
    }

    /**
     * Something signed at this instant is newer than all that was signed before. It outweighs a local clock that was ahead once:
     * that clock was wrong, or what is signed would not be new.
     * @param int|null $requestedAt reading of the local clock when the program requested it: as long as nobody turned that clock, no
     *   more time has passed since the instant than since the request, even if the clock is wrong
     */
    public function sawNew(int $instant, ?int $requestedAt): void
    {
        $waited = $requestedAt === null ? -1 : $this->localNow() - $requestedAt;
        $latest = max($instant, $waited < 0 ? $this->reading() : min($this->reading(), $instant + $waited));
        if ($latest < $this->now()) {
            $this->trust($latest);
        }
    }

    /** The server said what time it is, in answer to a call that only it could answer. */
    public function trust(int $instant): void
    {
        $this->lastReading = ($this->localClock)();
        $this->correction = $instant - $this->lastReading;
        $this->latest = $instant;
    }
}
