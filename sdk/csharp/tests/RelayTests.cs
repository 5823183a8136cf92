using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Keyward.Internal;

namespace Keyward.Tests
{
    /// <summary>A relay is looked for at sockets of this computer.</summary>
    internal static class RelayTests
    {
        /// <summary>PTR, SRV and A, with names that point back.</summary>
        private const string Nearby =
            "000084000000000100000002085f6b657977617264045f746370056c6f63616c00000c000100000078000805506c616e74c00cc02b002100010000007800"
            + "0e000000001f900572656c6179c01ac04500010001000000780004c0a80704";

        /// <summary>Two records SRV, the second of which has priority.</summary>
        private const string OfDomain =
            "000081800001000200000000085f6b657977617264045f74637005706c616e74076578616d706c650000210001c00c0021000100000078001c000a00001f90"
            + "067365636f6e6405706c616e74076578616d706c6500c00c0021000100000078000e0001000501bb0572656c6179c01a";

        public static void Run()
        {
            Test.Case("a relay is found by the record of the domain, else by multicast DNS", FindsRelays);
            Test.Case("an answer that is cut or changed names no relay, or another, and is read to its end", ReadsAnyAnswer);
        }

        private static void FindsRelays()
        {
            Test.That(Found("Plant.example", OfDomain, Nearby) == "https://relay.plant.example", "of the domain");
            Test.That(Found("other.example", OfDomain, Nearby) == "http://192.168.7.4:8080", "nearby");
            Test.That(Found(null, OfDomain, Nearby) == "http://192.168.7.4:8080", "without a domain");
            Test.That(Found("other.example", OfDomain, OfDomain) == null, "nobody");
        }

        private static void ReadsAnyAnswer()
        {
            foreach (var bytes in new[] { BytesOf(Nearby), BytesOf(OfDomain) })
            {
                for (var length = 0; length < bytes.Length; length++)
                {
                    Test.That(DnsAnswer.In(bytes.Take(length).ToArray()) == null, "cut at " + length);
                    for (var value = 0; value < 256; value += 17)
                    {
                        var changed = (byte[])bytes.Clone();
                        changed[length] = (byte)value;
                        DnsAnswer.In(changed)?.Instance("_keyward._tcp.local", IPAddress.Loopback);
                    }
                }
            }
        }

        private static string Found(string domain, string ofDomain, string nearby)
        {
            using (var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)))
            using (var group = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)))
            {
                Problems.Forget(AnswerAsync(server, BytesOf(ofDomain)));
                Problems.Forget(AnswerAsync(group, BytesOf(nearby)));
                var finder = new RelayFinder(
                    domain, new[] { (IPEndPoint)server.Client.LocalEndPoint }, (IPEndPoint)group.Client.LocalEndPoint);
                return finder.FindAsync().GetAwaiter().GetResult();
            }
        }

        /// <summary>Answers one question, with its id.</summary>
        private static async Task AnswerAsync(UdpClient socket, byte[] answer)
        {
            try
            {
                var asked = await socket.ReceiveAsync();
                asked.Buffer.Take(2).ToArray().CopyTo(answer, 0);
                await socket.SendAsync(answer, answer.Length, asked.RemoteEndPoint);
            }
            catch (ObjectDisposedException)
            {
                // Nobody asked.
            }
        }

        private static byte[] BytesOf(string hex) =>
            Enumerable.Range(0, hex.Length / 2).Select(index => Convert.ToByte(hex.Substring(2 * index, 2), 16)).ToArray();
    }
}
