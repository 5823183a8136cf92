<?php

declare(strict_types=1);

namespace Keyward;

/**
 * @internal
 * The file of a ledger: lines of JSON, each of which counts when it is on the disk. Each opening makes the next file, which begins
 * with the sum of the one before it. A process that another one has replaced sees the next file after each entry that it writes, and
 * does not answer: so no entry counts that the next file does not have.
 */
final class LedgerFile
{
    private const NAME = '/^ledger-(\d{6,12})\.jsonl$/D';

    /** @var array<string, \WeakReference<self>>|null those that are open, by directory */
    private static ?array $open = null;

    /** @var array<string, mixed> see LedgerState */
    public array $state;
    public string $directory;
    private int $number;
    private int $pid;
    /** @var resource|false|null the directory, locked; false where the system opens none */
    private $folder;
    /** @var resource|null */
    private $handle = null;
    private int $length = 0;
    /** Whether entries may be in the file that the state does not have. */
    private bool $isLost = false;

    /**
     * Throws KeywardError `LEDGER_IN_USE` while another process of this computer has it open.
     * @param int $now milliseconds since 1970
     */
    public function __construct(string $directory, int $now)
    {
        if (!function_exists('fdatasync')) {
            throw KeywardError::usage('A usage ledger needs PHP 8.1: older ones cannot wait for the disk', 'INVALID_OPTIONS');
        }
        if (!is_dir($directory) && !@mkdir($directory, 0700, true) && !is_dir($directory)) {
            throw new \RuntimeException("The folder $directory cannot be made");
        }
        $this->directory = (string) realpath($directory);
        $this->pid = (int) getmypid();
        $this->folder = @fopen($this->directory, 're');
        // Threads of one process have its id in common.
        if ($this->folder !== false && !flock($this->folder, LOCK_EX | LOCK_NB, $isTaken) && $isTaken === 1) {
            throw self::inUse($this->directory);
        }
        $numbers = $this->numbers();
        $newest = (int) end($numbers);
        $this->refuseInUse($newest);
        $this->number = $newest + 1;
        $this->create(Encoding::json(['owner' => LedgerOwner::current()]) . "\n");
        try {
            $this->begin($now);
        } catch (\Throwable $error) {
            @unlink($this->path($this->number));
            throw $error;
        }
        self::remember($this);
    }

    /** A program that forgets to close it, or ends by an error, lets other processes open it. */
    public function __destruct()
    {
        try {
            $this->handle === null || $this->pid !== getmypid() || $this->close($this->state['at']);
        } catch (\Throwable $error) {
            return;
        }
    }

    /**
     * Writes an entry to the disk. It counts when this has returned.
     * @param array<string, mixed> $entry
     */
    public function append(array $entry): void
    {
        // A child of the process would count from the same sum.
        if ($this->isLost || $this->pid !== getmypid()) {
            throw self::inUse($this->directory);
        }
        $this->isLost = true;
        try {
            $this->write($entry);
        } catch (\RuntimeException $error) {
            $this->isLost = $this->handle === null || !@ftruncate($this->handle, $this->length);
            throw $error;
        }
        clearstatcache();
        if (!file_exists($this->path($this->number)) || file_exists($this->path($this->number + 1))) {
            throw self::inUse($this->directory);
        }
        $this->isLost = false;
        $this->state = LedgerState::applied($this->state, $entry);
    }

    public function close(int $at): void
    {
        unset(self::$open[$this->directory]);
        try {
            $this->append(['at' => $at, 'closed' => true]);
        } finally {
            $this->handle === null || fclose($this->handle);
            // A child of the process has the lock, too.
            $this->folder && flock($this->folder, LOCK_UN) && fclose($this->folder);
            $this->handle = $this->folder = null;
        }
    }

    // After the file exists, the process before this one answers nothing more: what it had answered is in its file.
    private function begin(int $now): void
    {
        $numbers = $this->numbers();
        // Others may have opened it since it was seen, and have removed files.
        if (array_pop($numbers) !== $this->number) {
            throw self::inUse($this->directory);
        }
        $place = sprintf('%u', (int) fileinode($this->directory));
        $this->state = LedgerState::begun($this->newestState($numbers), $place, $now);
        $this->handle = @fopen($this->path($this->number), 'ae') ?: null;
        $this->length = $this->handle === null ? 0 : fstat($this->handle)['size'];
        $this->write(['state' => LedgerState::line($this->state)]);
        // So that the name of a new file survives a loss of power. Windows syncs no folders.
        $this->folder && @\fsync($this->folder);
        foreach ($numbers as $number) {
            @unlink($this->path($number));
        }
    }

    /** @param array<string, mixed> $line */
    private function write(array $line): void
    {
        $text = Encoding::json($line) . "\n";
        $isWritten = $this->handle !== null && @fwrite($this->handle, $text) === strlen($text) && @\fdatasync($this->handle);
        if (!$isWritten) {
            throw new \RuntimeException('The file ' . $this->path($this->number) . ' cannot be written');
        }
        $this->length += strlen($text);
    }

    private function refuseInUse(int $number): void
    {
        $lines = $this->lines($number);
        if ($lines !== [] && !isset(end($lines)['closed'])) {
            $isOurs = isset(self::$open[$this->directory]);
            if (LedgerOwner::isAlive($lines[0]['owner'], $isOurs)) {
                throw self::inUse($this->directory);
            }
        }
    }

    /**
     * The state of the newest file that has one: a process may have ended before it wrote its first line.
     * @param list<int> $numbers
     * @return array<string, mixed>|null
     */
    private function newestState(array $numbers): ?array
    {
        foreach (array_reverse($numbers) as $number) {
            $lines = $this->lines($number);
            if (count($lines) > 1) {
                return array_reduce(array_slice($lines, 2), [LedgerState::class, 'applied'], $lines[1]['state']);
            }
        }

        return null;
    }

    /**
     * Lines of a file. One without its end was never answered.
     * @return list<array<string, mixed>>
     */
    private function lines(int $number): array
    {
        $text = @file_get_contents($this->path($number));
        try {
            return array_map([Encoding::class, 'jsonObject'], array_slice(explode("\n", (string) $text), 0, -1));
        } catch (UntrustedError $error) {
            throw KeywardError::usage("A file of the ledger in {$this->directory} is damaged", 'LEDGER_DAMAGED');
        }
    }

    /** @return list<int> numbers of its files, the newest at the end */
    private function numbers(): array
    {
        $numbers = [];
        foreach ((array) scandir($this->directory) as $name) {
            if (preg_match(self::NAME, (string) $name, $found) === 1) {
                $numbers[] = (int) $found[1];
            }
        }
        sort($numbers);

        return $numbers;
    }

    // Makes the file with its text at once, or refuses if there is one.
    private function create(string $text): void
    {
        $path = $this->path($this->number);
        $draft = $path . '.' . bin2hex(random_bytes(8)) . '.tmp';
        self::writeNew($draft, $text);
        // Some file systems know no second names.
        $isMade = (function_exists('link') && @link($draft, $path)) || (!file_exists($path) && self::writeNew($path, $text));
        @unlink($draft);
        if (!$isMade) {
            throw self::inUse($path);
        }
    }

    /** Writes a file that its owner alone can read. Whether there was none. */
    public static function writeNew(string $path, string $text): bool
    {
        $file = @fopen($path, 'x');
        if ($file === false && file_exists($path)) {
            return false;
        }
        $isWritten = $file !== false && chmod($path, 0600) && @fwrite($file, $text) === strlen($text);
        if (!$isWritten || !fclose($file)) {
            throw new \RuntimeException("The file $path cannot be written");
        }

        return true;
    }

    private function path(int $number): string
    {
        return sprintf('%s/ledger-%06d.jsonl', $this->directory, $number);
    }

    // Destructors do not run after a fatal error.
    private static function remember(self $opened): void
    {
        if (self::$open === null) {
            self::$open = [];
            register_shutdown_function(static function (): void {
                foreach (self::$open ?? [] as $each) {
                    $ledger = $each->get();
                    $ledger === null || $ledger->__destruct();
                }
            });
        }
        self::$open[$opened->directory] = \WeakReference::create($opened);
    }

    private static function inUse(string $path): KeywardError
    {
        return KeywardError::usage("Another process uses the ledger in $path", 'LEDGER_IN_USE');
    }
}
