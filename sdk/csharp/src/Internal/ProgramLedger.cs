using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;

namespace Keyward.Internal
{
    /// <summary>The ledger of a program with its file and key; callers take turns.</summary>
    internal sealed class ProgramLedger
    {
        private readonly string directory;
        private readonly LedgerFile ledger;
        private readonly KnownTime time;
        private ProgramFile file;

        private ProgramLedger(string directory, LedgerFile ledger, KnownTime time, ProgramFile file, ProgramKey key)
        {
            this.directory = directory;
            this.ledger = ledger;
            this.time = time;
            this.file = file;
            Key = key;
        }

        public ProgramKey Key { get; }

        public static ProgramLedger Open(LedgerOptions options)
        {
            var keys = new TrustedKeys(options.PublicKeys);
            var directory = Path.GetFullPath(options.Directory);
            var given = options.File == null ? null : ProgramFile.Read(options.File, keys, options.Product);
            var ledger = LedgerFile.Open(directory, options.LocalNow());
            try
            {
                var text = ledger.State.File;
                var stored = text == null ? null : ProgramFile.Read(text, keys, options.Product);
                var key = ProgramKey.Kept(directory, stored == null ? given?.PrivateKey : null);
                var time = new KnownTime(options.LocalNow, ledger.State.At);
                var opened = new ProgramLedger(directory, ledger, time, stored, key);
                opened.Begin(given, options.Version);
                return opened;
            }
            catch
            {
                ledger.Close(options.LocalNow());
                throw;
            }
        }

        public long Now() => time.Now();

        public LedgerBalance Draw(string meter, DecimalAmount grant, BigInteger parts)
        {
            var total = new DecimalAmount(UsedOf(meter) + parts, grant.Decimals);
            if (total.Parts > grant.Parts)
            {
                Append(new LedgerEntry { Refused = meter });
                throw new KeywardException("METER_EXHAUSTED", "Only " + BalanceOf(meter, grant).Left + " of " + meter + " is left");
            }
            Append(new LedgerEntry { Use = meter, Total = total.ToString() });
            return BalanceOf(meter, grant);
        }

        public IEnumerable<LedgerBalance> Balances() =>
            file == null ? new LedgerBalance[0] : file.Grants.Select(grant => BalanceOf(grant.Key, grant.Value));

        public string Report()
        {
            var state = ledger.State;
            var to = Math.Max(state.From, time.Now() / Instants.Second);
            if (state.Report != null && to == state.From)
            {
                return state.Report;
            }
            var report = ProgramReport.Write(state, KnownFile(), to, Key);
            Append(new LedgerEntry { Report = report, To = to });
            KeepReport();
            return report;
        }

        public string Release()
        {
            var released = KnownFile();
            if (!ledger.State.IsReleased)
            {
                Append(new LedgerEntry { IsRelease = true });
            }
            return Key.ReleaseCode(released.Id, released.Jti);
        }

        public void Close() => ledger.Close(time.Now());

        public ProgramFile UsableFile()
        {
            var known = KnownFile();
            if (ledger.State.IsReleased)
            {
                throw new KeywardException("LICENSE_FILE_RELEASED", "The amounts of this file were given back");
            }
            var end = known.EndsAt + Instants.Second;
            if (time.Now() < end)
            {
                return known;
            }
            if (time.IsTurnedBack && time.Reading < end)
            {
                throw new KeywardException(
                    "CLOCK_WAS_AHEAD", "The clock was ahead once, or is behind now: correct it, and take a renewed file");
            }
            throw new KeywardException("RELAY_EXPIRED", "The file has ended: take a renewed one");
        }

        public ProgramFile KnownFile()
        {
            if (file == null)
            {
                throw new KeywardException("LICENSE_FILE_MISSING", "The ledger has no file yet");
            }
            return file;
        }

        /// <summary>Takes a file that is newer than the one before, and counts a start.</summary>
        private void Begin(ProgramFile given, string version)
        {
            if (file != null)
            {
                time.SawAtLeast(file.IssuedAt);
            }
            if (given != null)
            {
                Take(given);
            }
            Append(new LedgerEntry { IsStart = true, Version = version });
            KeepReport();
        }

        private void Take(ProgramFile given)
        {
            if (given.X != Key.X || (file != null && file.Id != given.Id))
            {
                throw new KeywardException("LICENSE_FILE_OTHER_DEVICE", "The file is for another program");
            }
            if (file == null || file.IssuedAt < given.IssuedAt)
            {
                time.SawAtLeast(given.IssuedAt);
                time.SawNew(given.IssuedAt, null);
                Append(new LedgerEntry { File = given.Text });
                file = given;
            }
        }

        /// <summary>A process may have ended between the entry and the file.</summary>
        private void KeepReport()
        {
            var state = ledger.State;
            if (state.Report != null)
            {
                OwnFiles.Write(Path.Combine(directory, $"report-{state.Seq:D6}.jws"), FileMode.Create, state.Report + "\n");
            }
        }

        private BigInteger UsedOf(string meter)
        {
            string used;
            return ledger.State.Used.TryGetValue(meter, out used) ? DecimalAmount.In(used, DecimalAmount.MaxDecimals)?.Parts ?? 0 : 0;
        }

        private LedgerBalance BalanceOf(string meter, DecimalAmount grant)
        {
            var used = UsedOf(meter);
            var left = new DecimalAmount(grant.Parts - used, grant.Decimals);
            return new LedgerBalance(
                meter, new DecimalAmount(used, grant.Decimals).ToString(), grant.ToString(), left.ToString());
        }

        private void Append(LedgerEntry entry)
        {
            entry.At = time.Now();
            ledger.Append(entry);
        }
    }
}
