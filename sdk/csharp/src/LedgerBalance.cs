namespace Keyward
{
    /// <summary>A meter or credit of a <see cref="UsageLedger"/> after a call. Amounts are decimal texts.</summary>
    public sealed class LedgerBalance
    {
        internal LedgerBalance(string meter, string used, string granted, string left)
        {
            Meter = meter;
            Used = used;
            Granted = granted;
            Left = left;
        }

        /// <summary>Code of the meter or credit.</summary>
        public string Meter { get; }

        /// <summary>Drawn since the first file.</summary>
        public string Used { get; }

        /// <summary>Amount that the file grants for its whole time.</summary>
        public string Granted { get; }

        /// <summary>The rest of the grant.</summary>
        public string Left { get; }

        /// <inheritdoc/>
        public override string ToString() => Meter + ": " + Used + " of " + Granted;
    }
}
