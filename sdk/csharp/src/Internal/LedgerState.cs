using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Keyward.Internal
{
    /// <summary>The sum of the entries of a ledger. Amounts are decimal texts.</summary>
    internal sealed class LedgerState
    {
        private const int MaxVersions = 100;
        private const int MaxDays = 400;

        /// <summary>Text of the program's file; null before the first one.</summary>
        public string File { get; private set; }

        public bool IsReleased { get; private set; }

        /// <summary>Number of the directory in its file system: a copy has another one.</summary>
        public string Place { get; private set; }

        public string Boot { get; private set; }

        /// <summary>Latest time that was seen, in milliseconds since 1970.</summary>
        public long At { get; private set; }

        /// <summary>Number of reports that were written.</summary>
        public long Seq { get; private set; }

        /// <summary>The newest report; null before the first one.</summary>
        public string Report { get; private set; }

        /// <summary>End of the newest report or, before it, the beginning; in seconds since 1970.</summary>
        public long From { get; private set; }

        /// <summary>Use of each meter in all.</summary>
        public Dictionary<string, string> Used { get; private set; } = new Dictionary<string, string>();

        /// <summary>The part of it that the reports have.</summary>
        public Dictionary<string, string> Reported { get; private set; } = new Dictionary<string, string>();

        /// <summary>Since the newest report, as those below.</summary>
        public long Starts { get; private set; }

        public long Refused { get; private set; }

        public List<string> Versions { get; private set; } = new List<string>();

        public List<string> Days { get; private set; } = new List<string>();

        /// <summary>The state of an opening. A copied directory goes on with another name, which its reports tell.</summary>
        /// <param name="before">Null for a new ledger.</param>
        public static LedgerState Begun(string directory, long now, LedgerState before)
        {
            var state = before ?? new LedgerState { From = now / Instants.Second };
            var place = FileNumbers.Of(directory);
            if (state.Place != place)
            {
                state.Place = place;
                state.Boot = Guid.NewGuid().ToString();
            }
            return state;
        }

        /// <summary>Throws <see cref="UntrustedException"/> for a line that has not its form.</summary>
        public static LedgerState In(Fields fields)
        {
            var claims = new Claims(fields);
            return new LedgerState
            {
                File = claims.TextOrNull("file"),
                IsReleased = claims.Bool("isReleased"),
                Place = claims.Text("place"),
                Boot = claims.Text("boot"),
                At = claims.Integer("at"),
                Seq = claims.Integer("seq"),
                Report = claims.TextOrNull("report"),
                From = claims.Integer("from"),
                Used = AmountsIn(fields.Object("used")),
                Reported = AmountsIn(fields.Object("reported")),
                Starts = claims.Integer("starts"),
                Refused = claims.Integer("refused"),
                Versions = claims.Texts("versions"),
                Days = claims.Texts("days"),
            };
        }

        public Dictionary<string, object> ToFields() =>
            new Dictionary<string, object>
            {
                { "file", File },
                { "isReleased", IsReleased },
                { "place", Place },
                { "boot", Boot },
                { "at", At },
                { "seq", Seq },
                { "report", Report },
                { "from", From },
                { "used", Used.ToDictionary(each => each.Key, each => (object)each.Value) },
                { "reported", Reported.ToDictionary(each => each.Key, each => (object)each.Value) },
                { "starts", Starts },
                { "refused", Refused },
                { "versions", Versions },
                { "days", Days },
            };

        /// <summary>Adds an entry.</summary>
        public void Apply(LedgerEntry entry)
        {
            // A signed time outweighs a clock that was ahead.
            At = entry.File == null ? Math.Max(At, entry.At) : entry.At;
            var day = Instants.Of(entry.At).Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            PutLast(Days, day, MaxDays);
            if (entry.IsStart)
            {
                Starts++;
                PutLast(Versions, entry.Version, MaxVersions);
            }
            else if (entry.File != null)
            {
                File = entry.File;
                IsReleased = false;
            }
            else if (entry.Use != null)
            {
                Used[entry.Use] = entry.Total;
            }
            else if (entry.Refused != null)
            {
                Refused++;
            }
            else if (entry.Report != null)
            {
                Seq++;
                Report = entry.Report;
                From = entry.To;
                Reported = new Dictionary<string, string>(Used);
                Starts = 0;
                Refused = 0;
                Versions.RemoveRange(0, Math.Max(0, Versions.Count - 1));
                Days = new List<string> { day };
            }
            else if (entry.IsRelease)
            {
                IsReleased = true;
            }
        }

        private static void PutLast(List<string> texts, string text, int most)
        {
            if (text != null)
            {
                texts.Remove(text);
                texts.Add(text);
                texts.RemoveRange(0, Math.Max(0, texts.Count - most));
            }
        }

        private static Dictionary<string, string> AmountsIn(Fields fields) =>
            fields.All.Keys.ToDictionary(meter => meter, new Claims(fields).Text);
    }
}
