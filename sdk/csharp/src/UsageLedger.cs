using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Keyward.Internal;

namespace Keyward
{
    /// <summary>
    /// Counts use without a connection, within what a file grants, and reports it. Threads may share it. A file that cannot be read or
    /// written is an <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.
    /// </summary>
    public sealed class UsageLedger : IDisposable
    {
        private readonly object turn = new object();
        private readonly ProgramLedger ledger;
        private bool isClosed;

        private UsageLedger(ProgramLedger ledger)
        {
            this.ledger = ledger;
        }

        /// <summary>
        /// Opens the ledger of a program without a connection, which draws amounts of meters from a file and reports what it used.
        /// </summary>
        /// <exception cref="KeywardException">
        /// <c>LEDGER_IN_USE</c> while another process has it open, <c>LICENSE_FILE_…</c> for a file that is not for this program,
        /// <c>LEDGER_DAMAGED</c>, <c>INVALID_OPTIONS</c>.
        /// </exception>
        public static UsageLedger Open(LedgerOptions options)
        {
            options.Check();
            return new UsageLedger(ProgramLedger.Open(options));
        }

        /// <summary>Draws a whole amount above 0. When this has returned, the amount is on the disk.</summary>
        /// <exception cref="KeywardException">
        /// <c>METER_EXHAUSTED</c>, <c>METER_NOT_FOUND</c>, <c>RELAY_EXPIRED</c> after the end of the file, <c>CLOCK_WAS_AHEAD</c>.
        /// </exception>
        public LedgerBalance Use(string meter, long amount) => Use(meter, amount.ToString(CultureInfo.InvariantCulture));

        /// <summary>Draws a decimal amount above 0, such as <c>0.25</c>, as the call with a whole amount does.</summary>
        /// <exception cref="KeywardException">The codes of a whole amount.</exception>
        public LedgerBalance Use(string meter, string amount) =>
            InTurn(() =>
            {
                DecimalAmount grant;
                if (!ledger.UsableFile().Grants.TryGetValue(meter, out grant))
                {
                    throw new KeywardException("METER_NOT_FOUND", "The file grants nothing of " + meter);
                }
                var drawn = DecimalAmount.In(amount, grant.Decimals);
                if (drawn == null || drawn.Parts.IsZero)
                {
                    throw Invalid("The amount must be above 0, with at most " + grant.Decimals + " decimals");
                }
                return ledger.Draw(meter, grant, drawn.Parts);
            });

        /// <summary>Draws the credits that uses of a feature cost by the rates in the file.</summary>
        /// <exception cref="KeywardException">
        /// The codes of <see cref="Use(string, long)"/>; <c>METER_NOT_FOUND</c> for a feature without a rate.
        /// </exception>
        public LedgerBalance UseFeature(string feature, long amount = 1) =>
            InTurn(() =>
            {
                var file = ledger.UsableFile();
                var rate = file.RateOf(feature, ledger.Now());
                if (rate == null)
                {
                    throw new KeywardException("METER_NOT_FOUND", "The file has no rate for " + feature);
                }
                if (amount <= 0)
                {
                    throw Invalid("The amount must be above 0");
                }
                return ledger.Draw(rate.Credit, file.Grants[rate.Credit], rate.Cost.Parts * amount);
            });

        /// <summary>Balances of all meters in the file.</summary>
        public IReadOnlyList<LedgerBalance> Balances()
        {
            lock (turn)
            {
                return ledger.Balances().ToList().AsReadOnly();
            }
        }

        /// <summary>
        /// Signed report of the use since the last one, for the vendor. The directory keeps it as <c>report-&lt;number&gt;.jws</c>.
        /// </summary>
        public string Report() => InTurn(ledger.Report);

        /// <summary>Writes the next report, and returns the code of its few numbers, which can be read over the telephone.</summary>
        public string Code() => InTurn(() => ProgramReport.CodeOf(ledger.Report(), ledger.KnownFile()));

        /// <summary>Code with which the vendor issues a file for the key of this directory.</summary>
        /// <param name="name">Name of the program, for people; 100 characters of it count.</param>
        public string Request(string name) => ledger.Key.RequestCode(name);

        /// <summary>Draws nothing more, and returns the code with which the vendor takes back what is left.</summary>
        public string Release() => InTurn(ledger.Release);

        /// <summary>Lets another process open it.</summary>
        public void Close() =>
            InTurn<object>(() =>
            {
                isClosed = true;
                ledger.Close();
                return null;
            });

        /// <summary>Closes it, and never throws: what was answered is on the disk.</summary>
        public void Dispose()
        {
            try
            {
                Close();
            }
            catch (Exception failed) when (failed is KeywardException || failed is IOException)
            {
                // It is closed, or another process has it.
            }
        }

        private T InTurn<T>(Func<T> work)
        {
            lock (turn)
            {
                if (isClosed)
                {
                    throw new KeywardException("LICENSE_CLOSED", "The ledger is closed");
                }
                return work();
            }
        }

        private static KeywardException Invalid(string message) => new KeywardException("INVALID_REQUEST", message);
    }
}
