<?php

declare(strict_types=1);

use Keyward\System;

/** A system whose programs, variables and registry are those of a scenario. */
final class TestSystem extends System
{
    private const NAMES = ['linux' => 'Linux', 'darwin' => 'Darwin', 'win32' => 'Windows'];

    private array $system;

    public function __construct(array $system)
    {
        parent::__construct($system['root']);
        $this->system = $system;
    }

    public function name(): string
    {
        return self::NAMES[$this->system['platform']];
    }

    public function variable(string $name): string
    {
        return $this->system['variables'][$name] ?? '';
    }

    public function output(string $command): string
    {
        if (preg_match('/^reg QUERY "(.*)" /', $command, $found) === 1) {
            $values = $this->system['registry'][$found[1]] ?? [];
            $line = static fn (string $name, string $value): string => "    $name    REG_SZ    $value\r\n";

            return $found[1] . "\r\n" . implode('', array_map($line, array_keys($values), $values));
        }

        return $this->system['outputs'][explode(' ', $command)[0]] ?? '';
    }
}
