<?php

declare(strict_types=1);

namespace Keyward;

/** A store that keeps tokens of floating sessions for programs that crash. */
interface LocksSessions
{
    /** Null if none is free, or the store cannot be used. */
    public function lockSession(): ?SessionLock;

    /** The lock of the borrowed seat; null if another living process has it. Throws RuntimeException if the store cannot be used. */
    public function lockBorrowed(): ?SessionLock;
}
