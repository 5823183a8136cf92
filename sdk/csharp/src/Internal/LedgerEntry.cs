using System.Collections.Generic;

namespace Keyward.Internal
{
    /// <summary>A line of the file of a ledger, with its time and one of its other members.</summary>
    internal sealed class LedgerEntry
    {
        /// <summary>In milliseconds since 1970.</summary>
        public long At { get; set; }

        public bool IsStart { get; set; }

        /// <summary>Version of the program that starts; null if it has none.</summary>
        public string Version { get; set; }

        /// <summary>Text of the file that is taken.</summary>
        public string File { get; set; }

        /// <summary>Meter that is drawn from, and its use in all.</summary>
        public string Use { get; set; }

        public string Total { get; set; }

        /// <summary>Meter whose amount did not suffice.</summary>
        public string Refused { get; set; }

        public string Report { get; set; }

        /// <summary>End of the report, in seconds since 1970.</summary>
        public long To { get; set; }

        public bool IsRelease { get; set; }

        public bool IsClosed { get; set; }

        /// <summary>Throws <see cref="UntrustedException"/> for a line that has not its form.</summary>
        public static LedgerEntry In(Fields line)
        {
            var claims = new Claims(line);
            var use = line.Text("use");
            var report = line.Text("report");
            return new LedgerEntry
            {
                At = claims.Integer("at"),
                IsStart = line.Has("start"),
                Version = line.Object("start").Text("version"),
                File = line.Text("file"),
                Use = use,
                Total = use == null ? null : claims.Text("total"),
                Refused = line.Text("refused"),
                Report = report,
                To = report == null ? 0 : claims.Integer("to"),
                IsRelease = line.Has("released"),
                IsClosed = line.Has("closed"),
            };
        }

        public Dictionary<string, object> ToFields()
        {
            var fields = new Dictionary<string, object> { { "at", At } };
            if (IsStart)
            {
                fields.Add("start", new Dictionary<string, object> { { "version", Version } });
            }
            Put(fields, "file", File);
            Put(fields, "use", Use);
            Put(fields, "total", Total);
            Put(fields, "refused", Refused);
            Put(fields, "report", Report);
            Put(fields, "to", Report == null ? (long?)null : To);
            Put(fields, "released", IsRelease ? true : (bool?)null);
            Put(fields, "closed", IsClosed ? true : (bool?)null);
            return fields;
        }

        private static void Put(Dictionary<string, object> fields, string name, object value)
        {
            if (value != null)
            {
                fields.Add(name, value);
            }
        }
    }
}
