<?php

declare(strict_types=1);

namespace Keyward;

/** Keeps the token of a floating session as long as its process lives, and for the next one if it crashes. */
final class SessionLock
{
    /** @var resource */
    private $file;

    /** @param resource $file */
    private function __construct($file)
    {
        $this->file = $file;
    }

    /** Null if a living process has locked it. */
    public static function on(string $path): ?self
    {
        $file = @fopen($path, 'c+e');
        if ($file === false || !flock($file, LOCK_EX | LOCK_NB) || self::isLockedByJava($file)) {
            return null;
        }
        @chmod($path, 0600);

        return new self($file);
    }

    /**
     * Java has locks that Linux keeps apart from those of flock.
     * @param resource $file
     */
    private static function isLockedByJava($file): bool
    {
        return preg_match('/ POSIX .*:' . fstat($file)['ino'] . ' /', (string) @file_get_contents('/proc/locks')) === 1;
    }

    /** Token of a session that was not given back. */
    public function left(): ?string
    {
        rewind($this->file);
        $token = (string) stream_get_contents($this->file);

        return $token === '' ? null : $token;
    }

    /** @param string|null $token null if the session has ended */
    public function keep(?string $token): void
    {
        rewind($this->file);
        ftruncate($this->file, 0);
        fwrite($this->file, (string) $token);
        fflush($this->file);
    }

    /** Also in a child of the process that locked it, which leaves the lock to its parent. */
    public function unlock(): void
    {
        fclose($this->file);
    }
}
