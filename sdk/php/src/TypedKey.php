<?php

declare(strict_types=1);

namespace Keyward;

/** Finds typing errors in license keys without a call. */
final class TypedKey
{
    // Letters and digits of generated groups, in the order of their values.
    private const CHARACTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
    private const TOKEN = '/%%|%\{year\}|%C|%([XYZ])(?:\{([0-9]{1,2})\})?|[^%]+/';
    // Whitespace and dashes of any kind.
    private const IGNORED = '/[\s\p{Z}\p{Pd}\x{2212}\x{FEFF}]/u';
    private const OTHER = ['result' => 'other'];

    /**
     * Finds one wrong character in a group, or two neighbours that changed places, by the check characters (`%C`) of the `key_format`
     * of your policy. Case, blanks and dashes do not matter. A key that was issued before the format had check characters may look
     * mistyped: let people send it nevertheless.
     *
     * `result` is `right`, `other` for a key of another shape, or `mistyped`; then `group` is the number of the first wrong group among
     * those with a check character, from 1, and `text` the group as it was typed.
     * @param string $key as it was typed
     * @param string $keyFormat such as `LIC-%Z{4}%C-%Z{4}%C-%Z{4}%C`
     * @return array{result: string, group?: int, text?: string}
     */
    public static function check(string $key, string $keyFormat): array
    {
        $typed = self::compact($key);
        $groups = [];
        $place = 0;
        $start = 0;
        preg_match_all(self::TOKEN, $keyFormat, $tokens, PREG_SET_ORDER);
        foreach ($tokens as $token) {
            $isCheck = $token[0] === '%C';
            $isGroup = $isCheck || in_array($token[1] ?? '', ['Y', 'Z'], true);
            if (preg_match(self::pattern($token, $isGroup), substr($typed, $place), $found) !== 1) {
                return self::OTHER;
            }
            $place += strlen($found[0]);
            if ($isCheck) {
                $groups[] = substr($typed, $start, $place - $start);
            }
            $start = $isGroup && !$isCheck ? $start : $place;
        }

        return $place === strlen($typed) && $groups !== [] ? self::checked($groups) : self::OTHER;
    }

    /**
     * @param list<string> $groups
     * @return array{result: string, group?: int, text?: string}
     */
    private static function checked(array $groups): array
    {
        foreach ($groups as $index => $text) {
            if (!self::isRight($text, $index + 1)) {
                return ['result' => 'mistyped', 'group' => $index + 1, 'text' => $text];
            }
        }

        return ['result' => 'right'];
    }

    /**
     * In a group, a letter or digit that no key has is a typing error.
     * @param array<int, string> $token
     */
    private static function pattern(array $token, bool $isGroup): string
    {
        $count = '{' . ($token[2] ?? '1') . '}';
        if ($isGroup) {
            return "/^[A-Z0-9]$count/";
        }
        if ($token[0] === '%{year}') {
            return '/^[0-9]{4}/';
        }
        $isDigits = isset($token[1]);

        return $isDigits ? "/^[0-9]$count/" : '/^' . preg_quote(self::compact($token[0] === '%%' ? '%' : $token[0]), '/') . '/';
    }

    private static function isRight(string $text, int $group): bool
    {
        $sum = $group;
        $last = strlen($text) - 1;
        foreach (str_split($text) as $index => $character) {
            $value = strpos(self::CHARACTERS, $character);
            if ($value === false || ($index === $last && $sum % strlen(self::CHARACTERS) !== $value)) {
                return false;
            }
            $sum += ($index + 1) * $value;
        }

        return true;
    }

    private static function compact(string $text): string
    {
        $compact = (string) preg_replace(self::IGNORED, '', $text);

        return function_exists('mb_strtoupper') ? mb_strtoupper($compact, 'UTF-8') : strtoupper($compact);
    }
}
