<?php

declare(strict_types=1);

/** For programs without Composer. */
spl_autoload_register(static function (string $class): void {
    $path = __DIR__ . '/src/' . str_replace('\\', '/', substr($class, strlen('Keyward\\'))) . '.php';
    if (strncmp($class, 'Keyward\\', strlen('Keyward\\')) === 0 && is_file($path)) {
        require $path;
    }
});
