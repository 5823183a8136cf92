<?php

declare(strict_types=1);

namespace Keyward;

/** A store that keeps tokens of floating sessions for programs that crash. */
interface LocksSessions
{
    /** Null if none is free, or the store cannot be used. */
    public function lockSession(): ?SessionLock;
}
