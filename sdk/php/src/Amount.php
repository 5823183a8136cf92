<?php

declare(strict_types=1);

namespace Keyward;

/** @internal An exact amount of a meter or credit, 0 or more, in millionths. */
final class Amount
{
    public const MAX_DECIMALS = 6;
    private const FORM = '/^([0-9]{1,15})(?:\.([0-9]{1,6}))?$/D';

    /** The most decimals of what is drawn from it. */
    public int $decimals;
    /** Digits of the number of parts, without zeros before them: some have more than an integer of PHP. */
    private string $parts;

    private function __construct(string $parts, int $decimals)
    {
        $this->parts = ltrim($parts, '0');
        $this->decimals = $decimals;
    }

    /**
     * Null if it is no amount, or has more decimals.
     * @param mixed $amount
     */
    public static function of($amount, int $decimals): ?self
    {
        if (!(is_int($amount) || is_string($amount)) || preg_match(self::FORM, (string) $amount, $found) !== 1) {
            return null;
        }
        $fraction = rtrim($found[2] ?? '', '0');

        return strlen($fraction) > $decimals ? null : new self($found[1] . str_pad($fraction, self::MAX_DECIMALS, '0'), $decimals);
    }

    public static function none(int $decimals): self
    {
        return new self('', $decimals);
    }

    public function isNone(): bool
    {
        return $this->parts === '';
    }

    public function exceeds(self $other): bool
    {
        return (strlen($this->parts) <=> strlen($other->parts) ?: strcmp($this->parts, $other->parts)) > 0;
    }

    /**
     * This and so many times the other; nothing if it would be below 0.
     * @param int $times at most 2^53
     */
    public function plus(self $other, int $times = 1): self
    {
        $length = max(strlen($this->parts), strlen($other->parts));
        $digits = str_pad($this->parts, $length, '0', STR_PAD_LEFT);
        $others = str_pad($other->parts, $length, '0', STR_PAD_LEFT);
        $sum = '';
        $carry = 0;
        for ($at = $length - 1; $at >= 0; $at--) {
            $value = (int) $digits[$at] + $times * (int) $others[$at] + $carry;
            $digit = ($value % 10 + 10) % 10;
            $carry = intdiv($value - $digit, 10);
            $sum = $digit . $sum;
        }

        return $carry < 0 ? self::none($this->decimals) : new self($carry . $sum, $this->decimals);
    }

    /** Decimal text, without zeros at its end. */
    public function __toString(): string
    {
        $digits = str_pad($this->parts, self::MAX_DECIMALS + 1, '0', STR_PAD_LEFT);
        $point = strlen($digits) - self::MAX_DECIMALS;
        $fraction = rtrim(substr($digits, $point), '0');

        return substr($digits, 0, $point) . ($fraction === '' ? '' : ".$fraction");
    }
}
