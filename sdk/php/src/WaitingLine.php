<?php

declare(strict_types=1);

namespace Keyward;

/** The place of a program in the waiting line for a floating seat, from one start to the next. */
final class WaitingLine
{
    /** Keeps the place in the next start; null for none. */
    public ?string $token = null;
    /** @var array{position: int, since: \DateTimeImmutable}|null */
    public ?array $place = null;
    /** The program does not want to wait any more. */
    public bool $hasGivenUp = false;

    /** The program has a seat, or wants none now. */
    public function clear(): void
    {
        $this->token = null;
        $this->place = null;
    }

    /** A start has failed, perhaps with a place. An error of the network changes nothing. */
    public function note(KeywardError $error): void
    {
        if ($error->isUnreachable()) {
            return;
        }
        $this->clear();
        ['token' => $token, 'position' => $position, 'since' => $since] = $error->waiting + ['token' => null, 'position' => null, 'since' => null];
        $time = is_string($since) ? date_create_immutable($since) : false;
        if (is_string($token) && is_int($position) && $time !== false) {
            $this->token = $token;
            $this->place = ['position' => $position, 'since' => $time];
        }
    }

    /** The next in line goes ahead. If nobody answers, the place ends by itself. */
    public function leave(Calls $calls): void
    {
        $token = $this->token;
        $this->clear();
        try {
            $token === null || $calls->endSession($token);
        } catch (KeywardError $error) {
            // It may have ended already.
        }
    }
}
