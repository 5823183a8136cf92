<?php

declare(strict_types=1);

namespace Keyward;

/** Where a license is remembered: a file, or an option of WordPress. */
interface LicenseStore
{
    /** The text that was written last; null for none. */
    public function read(): ?string;

    public function write(string $text): void;

    public function delete(): void;
}
