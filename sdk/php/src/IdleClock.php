<?php

declare(strict_types=1);

namespace Keyward;

/** When the user of a program was active last, if the program tells. */
final class IdleClock
{
    private KnownTime $time;
    private ?int $activeAt = null;
    private bool $isIdle = false;

    public function __construct(KnownTime $time)
    {
        $this->time = $time;
    }

    /** Whether the server has taken the seat back since the user was active. */
    public function isIdle(): bool
    {
        return $this->isIdle;
    }

    /** Seconds since the last activity; null if none was told. */
    public function seconds(): ?int
    {
        return $this->activeAt === null ? null : max(0, intdiv($this->time->now() - $this->activeAt, 1_000));
    }

    public function takenBack(): void
    {
        $this->isIdle = true;
    }

    /** Whether the server had taken the seat back. */
    public function note(): bool
    {
        $wasIdle = $this->isIdle;
        $this->activeAt = $this->time->now();
        $this->isIdle = false;

        return $wasIdle;
    }
}
