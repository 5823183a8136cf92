<?php

declare(strict_types=1);

namespace Keyward;

/**
 * Finds a relay in this network: by the record SRV of the domain of this computer, else by multicast DNS, for at most two seconds. It
 * may be anybody's: what it answers is trusted by its certificate alone.
 */
final class RelayFinder
{
    private const SERVICE = '_keyward._tcp';
    private const SECONDS = 1;
    private const MAX_MESSAGE = 9_000;

    private ?string $domain;
    /** @var callable(string): list<array<string, mixed>> */
    private $records;
    private string $group;

    /**
     * @param string|null $domain of this computer
     * @param callable(string): list<array<string, mixed>> $records SRV of a name, as `dns_get_record` gives them
     * @param string $group of multicast DNS
     */
    public function __construct(?string $domain, callable $records, string $group)
    {
        $this->domain = $domain;
        $this->records = $records;
        $this->group = $group;
    }

    /** In the networks of this computer. */
    public static function of(System $system): self
    {
        return new self(self::domainOf($system), [self::class, 'recordsOf'], '224.0.0.251:5353');
    }

    /** Address of the relay; the other one if there is none. */
    public function findOr(ServerAddress $otherwise): ServerAddress
    {
        $found = ($this->domain === null ? null : $this->ofDomain()) ?? $this->nearby();

        return $found === null ? $otherwise : new ServerAddress($found);
    }

    private function ofDomain(): ?string
    {
        $records = ($this->records)(self::SERVICE . '.' . strtolower((string) $this->domain));
        usort($records, static fn (array $a, array $b): int => [$a['pri'], $b['weight']] <=> [$b['pri'], $a['weight']]);

        return $records === [] ? null : DnsAnswer::address(strtolower(rtrim((string) $records[0]['target'], '.')), (int) $records[0]['port']);
    }

    private function nearby(): ?string
    {
        $service = self::SERVICE . '.local';
        $socket = @stream_socket_server('udp://0.0.0.0:0', $code, $message, STREAM_SERVER_BIND);
        if ($socket === false || @stream_socket_sendto($socket, DnsAnswer::question($service), 0, $this->group) < 1) {
            return null;
        }
        $found = null;
        $end = microtime(true) + self::SECONDS;
        for ($left = (float) self::SECONDS; $found === null && $left > 0; $left = $end - microtime(true)) {
            $ready = [$socket];
            $others = null;
            if (@stream_select($ready, $others, $others, 0, (int) ($left * 1_000_000)) === 1) {
                $answer = (string) stream_socket_recvfrom($socket, self::MAX_MESSAGE, 0, $sender);
                $found = DnsAnswer::instanceIn($answer, $service, (string) preg_replace('/:\d+$/', '', (string) $sender));
            }
        }
        fclose($socket);

        return $found;
    }

    /**
     * Asks each name server of the system once. Empty where the platform cannot.
     * @return list<array<string, mixed>>
     */
    private static function recordsOf(string $name): array
    {
        if (!function_exists('dns_get_record')) {
            return [];
        }
        $before = getenv('RES_OPTIONS');
        putenv('RES_OPTIONS=attempts:1 timeout:' . self::SECONDS);
        $records = @dns_get_record($name, DNS_SRV);
        putenv($before === false ? 'RES_OPTIONS' : "RES_OPTIONS=$before");

        return $records === false ? [] : $records;
    }

    private static function domainOf(System $system): ?string
    {
        preg_match('/^(?:search|domain)\s+(\S+)/m', $system->text('/etc/resolv.conf'), $searched);
        $names = [explode('.', (string) gethostname(), 2)[1] ?? '', rtrim($searched[1] ?? '', '.'), $system->variable('USERDNSDOMAIN')];
        $domains = preg_grep('/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/Di', $names);

        return current($domains ?: []) ?: null;
    }
}
