<?php

declare(strict_types=1);

namespace Keyward\WordPress;

use Keyward\LicenseStore;

/** An option of WordPress that is loaded only where it is read. */
final class OptionStore implements LicenseStore
{
    private string $name;

    public function __construct(string $name)
    {
        $this->name = $name;
    }

    public function read(): ?string
    {
        $text = \get_option($this->name, null);

        return is_string($text) ? $text : null;
    }

    public function write(string $text): void
    {
        \update_option($this->name, $text, false);
    }

    public function delete(): void
    {
        \delete_option($this->name);
    }
}
