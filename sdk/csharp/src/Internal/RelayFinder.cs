using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>
    /// Finds a relay in this network: by the record SRV of the domain of this computer, else by multicast DNS, for at most two seconds.
    /// It may be anybody's: what it answers is trusted by its certificate alone.
    /// </summary>
    internal sealed class RelayFinder
    {
        private const string Service = "_keyward._tcp";
        private const int RecursionDesired = 0x0100;
        private const int MaxServers = 3;
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
        private static readonly Regex Searched = new Regex(@"^(?:search|domain)\s+(\S+)", RegexOptions.Multiline);
        private static readonly Regex DomainName = new Regex(@"^[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*\z");

        private readonly string domain;
        private readonly IReadOnlyList<IPEndPoint> servers;
        private readonly IPEndPoint group;

        /// <param name="domain">Of this computer; null if it has none.</param>
        /// <param name="servers">Name servers.</param>
        /// <param name="group">Of multicast DNS.</param>
        public RelayFinder(string domain, IReadOnlyList<IPEndPoint> servers, IPEndPoint group)
        {
            this.domain = domain;
            this.servers = servers;
            this.group = group;
        }

        public static RelayFinder OfSystem(SystemReader system) =>
            new RelayFinder(DomainOf(system), NameServers(), new IPEndPoint(IPAddress.Parse("224.0.0.251"), 5353));

        /// <summary>Address of the relay; null if there is none.</summary>
        public async Task<string> FindAsync()
        {
            return (domain == null ? null : await OfDomainAsync().ConfigureAwait(false)) ?? await NearbyAsync().ConfigureAwait(false);
        }

        private async Task<string> OfDomainAsync()
        {
            var name = Service + "." + domain.ToLowerInvariant();
            var id = (int)(Codec.RandomFraction() * 0x10000);
            var question = DnsAnswer.Question(name, DnsAnswer.Srv, id, RecursionDesired, false);
            Func<UdpReceiveResult, string> read = received =>
                received.Buffer.Length > 2 && received.Buffer[0] == id >> 8 && received.Buffer[1] == (id & 255)
                    ? DnsAnswer.In(received.Buffer)?.Service(name) ?? ""
                    : null;
            var asked = servers.Take(MaxServers).Select(server => AskAsync(question, server, read)).ToList();
            while (asked.Count > 0)
            {
                var first = await Task.WhenAny(asked).ConfigureAwait(false);
                asked.Remove(first);
                var found = await first.ConfigureAwait(false);
                if (!string.IsNullOrEmpty(found))
                {
                    return found;
                }
            }
            return null;
        }

        private Task<string> NearbyAsync()
        {
            const string Local = Service + ".local";
            var question = DnsAnswer.Question(Local, DnsAnswer.Ptr, 0, 0, true);
            return AskAsync(
                question, group, received => DnsAnswer.In(received.Buffer)?.Instance(Local, received.RemoteEndPoint.Address));
        }

        /// <summary>The first answer that can be read; null if there is none in time.</summary>
        private static async Task<string> AskAsync(byte[] question, IPEndPoint server, Func<UdpReceiveResult, string> read)
        {
            try
            {
                using (var socket = new UdpClient(server.AddressFamily))
                {
                    var end = Task.Delay(Limit);
                    await socket.SendAsync(question, question.Length, server).ConfigureAwait(false);
                    for (;;)
                    {
                        var receiving = socket.ReceiveAsync();
                        if (await Task.WhenAny(receiving, end).ConfigureAwait(false) == end)
                        {
                            Problems.Forget(receiving);
                            return null;
                        }
                        var found = read(await receiving.ConfigureAwait(false));
                        if (found != null)
                        {
                            return found;
                        }
                    }
                }
            }
            catch (SocketException)
            {
                // No network, or nobody listens there.
                return null;
            }
        }

        private static string DomainOf(SystemReader system)
        {
            var names = new[]
            {
                AfterHost(Try(Dns.GetHostName)),
                Searched.Match(system.Text("/etc/resolv.conf")).Groups[1].Value.TrimEnd('.'),
                Try(() => IPGlobalProperties.GetIPGlobalProperties().DomainName),
            };
            return names.FirstOrDefault(name => name != null && DomainName.IsMatch(name));
        }

        private static string AfterHost(string name)
        {
            var dot = name == null ? -1 : name.IndexOf('.');
            return dot < 0 ? null : name.Substring(dot + 1);
        }

        private static IReadOnlyList<IPEndPoint> NameServers()
        {
            return Try(() => NetworkInterface.GetAllNetworkInterfaces()
                .Where(network => network.OperationalStatus == OperationalStatus.Up)
                .SelectMany(network => network.GetIPProperties().DnsAddresses)
                .Distinct()
                .Select(address => new IPEndPoint(address, 53))
                .ToArray()) ?? new IPEndPoint[0];
        }

        /// <summary>Not every platform tells it.</summary>
        private static T Try<T>(Func<T> read) where T : class
        {
            try
            {
                return read();
            }
            catch (Exception)
            {
                return null;
            }
        }
    }
}
