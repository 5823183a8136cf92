using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Keyward.Internal
{
    /// <summary>A message of DNS, of which only records SRV and A are read (RFC 1035, RFC 2782).</summary>
    internal sealed class DnsAnswer
    {
        public const int Srv = 33;
        public const int Ptr = 12;
        private const int A = 1;
        private const int Header = 12;
        private const int RecordHeader = 10;
        private static readonly Regex HostName = new Regex(@"^[a-z0-9_-]+(\.[a-z0-9_-]+)*\z");

        private readonly byte[] message;
        private readonly List<Record> records = new List<Record>();

        private DnsAnswer(byte[] message)
        {
            this.message = message;
            var offset = Header;
            for (var left = Number(4); left > 0; left--)
            {
                offset = EndOfName(offset) + 4;
            }
            for (var left = Number(6) + Number(8) + Number(10); left > 0; left--)
            {
                var end = EndOfName(offset);
                var data = end + RecordHeader;
                var next = data + Number(end + 8);
                records.Add(RecordAt(Name(offset), Number(end), data));
                offset = next;
            }
        }

        /// <summary>A question for records of a name; <paramref name="id"/> is 0 in multicast DNS.</summary>
        /// <param name="name">Of the service.</param>
        /// <param name="type">Of the records.</param>
        /// <param name="id">Names the question in its answer.</param>
        /// <param name="flags">Of the header: whether a server shall ask others.</param>
        /// <param name="isForUs">Whether the answer is wanted by this socket alone (RFC 6762, section 5.4).</param>
        public static byte[] Question(string name, int type, int id, int flags, bool isForUs)
        {
            var bytes = new List<byte> { (byte)(id >> 8), (byte)id, (byte)(flags >> 8), (byte)flags, 0, 1, 0, 0, 0, 0, 0, 0 };
            foreach (var label in name.Split('.'))
            {
                bytes.Add((byte)label.Length);
                bytes.AddRange(Encoding.ASCII.GetBytes(label));
            }
            bytes.AddRange(new byte[] { 0, 0, (byte)type, (byte)(isForUs ? 0x80 : 0), 1 });
            return bytes.ToArray();
        }

        /// <summary>Null for a message that is none, or ends too early.</summary>
        public static DnsAnswer In(byte[] message)
        {
            try
            {
                return new DnsAnswer(message);
            }
            catch (IndexOutOfRangeException)
            {
                return null;
            }
        }

        /// <summary>Address of the service that comes first; null if no record names one.</summary>
        public string Service(string name)
        {
            var first = records.Where(record => record.Type == Srv && record.Name == name)
                .OrderBy(record => record.Priority)
                .ThenByDescending(record => record.Weight)
                .FirstOrDefault();
            return first == null ? null : Address(first.Target, first.Port);
        }

        /// <summary>
        /// Address of the first instance of a service, by the address of its host, or of the sender; null if no record names one.
        /// </summary>
        public string Instance(string service, IPAddress sender)
        {
            var instance = records.FirstOrDefault(
                record => record.Type == Srv && record.Name.EndsWith("." + service, StringComparison.Ordinal));
            var host = records.FirstOrDefault(record => record.Type == A && record.Name == instance?.Target);
            return instance == null ? null : Address(host?.Target ?? sender.ToString(), instance.Port);
        }

        /// <summary>Null for what is no name of a host.</summary>
        private static string Address(string host, int port)
        {
            if (!HostName.IsMatch(host) || port == 0)
            {
                return null;
            }
            return port == 443 ? "https://" + host : "http://" + host + ":" + port;
        }

        private Record RecordAt(string name, int type, int data)
        {
            var record = new Record { Name = name, Type = type };
            if (type == Srv)
            {
                record.Priority = Number(data);
                record.Weight = Number(data + 2);
                record.Port = Number(data + 4);
                record.Target = Name(data + 6);
            }
            else if (type == A)
            {
                record.Target = string.Join(".", Enumerable.Range(data, 4).Select(index => message[index]));
            }
            return record;
        }

        private int Number(int offset) => message[offset] << 8 | message[offset + 1];

        private int EndOfName(int offset)
        {
            while (message[offset] != 0)
            {
                if (message[offset] >= 0xc0)
                {
                    return offset + 2;
                }
                offset += message[offset] + 1;
            }
            return offset + 1;
        }

        /// <summary>
        /// The end of a name may stand earlier in the message: pointers only lead back, so that they end.
        /// </summary>
        private string Name(int offset)
        {
            var labels = new List<string>();
            for (var before = offset; message[offset] != 0;)
            {
                var length = (int)message[offset];
                if (length < 0xc0)
                {
                    labels.Add(Label(offset + 1, length));
                    offset += length + 1;
                    continue;
                }
                var target = Number(offset) & 0x3fff;
                if (target >= before)
                {
                    throw new IndexOutOfRangeException();
                }
                before = target;
                offset = target;
            }
            return string.Join(".", labels);
        }

        private string Label(int start, int length)
        {
            var label = new StringBuilder(length);
            for (var index = start; index < start + length; index++)
            {
                label.Append((char)message[index]);
            }
            return label.ToString().ToLowerInvariant();
        }

        private sealed class Record
        {
            public string Name;
            public int Type;
            public int Priority;
            public int Weight;
            public int Port;

            /// <summary>Host of SRV, address of A.</summary>
            public string Target;
        }
    }
}
