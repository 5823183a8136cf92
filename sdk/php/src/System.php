<?php

declare(strict_types=1);

namespace Keyward;

/** Reads of the system under a program. Tests replace it. */
class System
{
    private string $root;

    /** @param string $root folder to read files from, as in tests */
    public function __construct(string $root = '/')
    {
        $this->root = rtrim($root, '/');
    }

    /** As PHP_OS_FAMILY: `Linux`, `Darwin`, `Windows`, … */
    public function name(): string
    {
        return PHP_OS_FAMILY;
    }

    /** An environment variable; empty if it is not set. */
    public function variable(string $name): string
    {
        return (string) getenv($name);
    }

    /** Also true for a file that may not be read. */
    public function exists(string $path): bool
    {
        return @file_exists($this->root . $path);
    }

    /** Text of a file without spaces around it; empty if it cannot be read. */
    public function text(string $path): string
    {
        return trim((string) @file_get_contents($this->root . $path));
    }

    /** Output of a command; empty if it fails, or if the settings of PHP forbid it. */
    public function output(string $command): string
    {
        return function_exists('shell_exec') ? (string) @shell_exec($command) : '';
    }

    /**
     * Values of a key of the local machine in the registry of Windows; empty if there are none.
     * @return array<string, string>
     */
    public function registry(string $key): array
    {
        // A 32-bit program is shown another part of the registry unless it asks for this one.
        preg_match_all('/^\s+(\S+)\s+REG_SZ\s+(.*?)\s*$/m', $this->output("reg QUERY \"HKLM\\$key\" /reg:64"), $found);

        return array_combine($found[1], $found[2]) ?: [];
    }
}
