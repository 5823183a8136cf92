<?php

declare(strict_types=1);

namespace Keyward;

/** A file that only its owner can read, replaced as a whole: neither a crash nor a second process leaves half of it. */
final class FileStore implements LicenseStore, LocksSessions
{
    /** Programs that run at the same time with one store. */
    private const MAX_SLOTS = 64;
    private const BORROWED_SLOT = 0;

    private string $path;

    /** @param string $path outside of what the web server publishes */
    public function __construct(string $path)
    {
        $this->path = $path;
    }

    public function read(): ?string
    {
        $text = is_file($this->path) ? file_get_contents($this->path) : false;

        return $text === false ? null : $text;
    }

    public function write(string $text): void
    {
        $this->makeFolder();
        $draft = $this->path . '.' . bin2hex(random_bytes(8)) . '.tmp';
        $file = @fopen($draft, 'x');
        if ($file === false) {
            throw new \RuntimeException("The file $draft cannot be written");
        }
        $isWritten = chmod($draft, 0600) && @fwrite($file, $text) === strlen($text) && fflush($file);
        if (!fclose($file) || !$isWritten || !@rename($draft, $this->path)) {
            unlink($draft);
            throw new \RuntimeException("The file {$this->path} cannot be replaced");
        }
    }

    /** Takes the first file beside the store that no living process has locked. */
    public function lockSession(): ?SessionLock
    {
        try {
            $this->makeFolder();
        } catch (\RuntimeException $error) {
            return null;
        }
        for ($slot = 1; $slot <= self::MAX_SLOTS; $slot++) {
            $lock = $this->lockSlot($slot);
            if ($lock !== null) {
                return $lock;
            }
        }

        return null;
    }

    public function lockBorrowed(): ?SessionLock
    {
        $this->makeFolder();
        if (!is_writable(dirname($this->path))) {
            throw new \RuntimeException('The folder cannot be written');
        }

        return $this->lockSlot(self::BORROWED_SLOT);
    }

    private function lockSlot(int $slot): ?SessionLock
    {
        return SessionLock::on($this->path . ".session-$slot");
    }

    private function makeFolder(): void
    {
        $folder = dirname($this->path);
        if (!is_dir($folder) && !@mkdir($folder, 0700, true) && !is_dir($folder)) {
            throw new \RuntimeException("The folder $folder cannot be made");
        }
    }

    public function delete(): void
    {
        if (is_file($this->path)) {
            unlink($this->path);
        }
    }
}
