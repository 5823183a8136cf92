<?php

declare(strict_types=1);

// Looks for relays at sockets of this computer, and prints what it has found.

namespace Keyward;

require __DIR__ . '/../autoload.php';

const SERVICE = '_keyward._tcp.local';

/** PTR, SRV and A, with names that point back. */
$answer = (string) hex2bin(
    '000084000000000100000002085f6b657977617264045f746370056c6f63616c00000c000100000078000805506c616e74c00cc02b00210001000000'
    . '78000e000000001f900572656c6179c01ac04500010001000000780004c0a80704'
);
$records = static fn (string $name): array => $name !== '_keyward._tcp.plant.example' ? [] : [
    ['pri' => 10, 'weight' => 0, 'port' => 8080, 'target' => 'second.plant.example'],
    ['pri' => 1, 'weight' => 5, 'port' => 443, 'target' => 'Relay.plant.example.'],
];
$group = stream_socket_server('udp://127.0.0.1:0', $code, $message, STREAM_SERVER_BIND);
$address = stream_socket_get_name($group, false);
$responder = pcntl_fork();
if ($responder === 0) {
    stream_socket_recvfrom($group, 512, 0, $from);
    stream_socket_sendto($group, $answer, 0, $from);
    exit(0);
}
$found = static fn (?string $domain): string =>
    (new RelayFinder($domain, $records, $address))->findOr(new ServerAddress('http://vendor.example'))->of('');
$all = ['domain' => $found('Plant.example'), 'nearby' => $found('other.example'), 'nobody' => $found(null)];
pcntl_waitpid($responder, $status);

$cut = [];
for ($index = 0; $index < strlen($answer); $index++) {
    $cut[] = DnsAnswer::instanceIn(substr($answer, 0, $index), SERVICE, '192.168.7.9');
    for ($value = 0; $value < 256; $value += 17) {
        $changed = $answer;
        $changed[$index] = chr($value);
        DnsAnswer::instanceIn($changed, SERVICE, '192.168.7.9');
    }
}
echo json_encode($all + ['cut' => array_values(array_filter($cut))], JSON_UNESCAPED_SLASHES), "\n";
