namespace Keyward.Internal
{
    /// <summary>A call, as its signed answer must name it.</summary>
    internal sealed class AskedCall
    {
        /// <param name="operation">Name of the call.</param>
        /// <param name="credential">License key or token that the call names; null for none.</param>
        /// <param name="namesDevice">Whether the call names the device.</param>
        /// <param name="lender">Id of the relay that has lent the seat which the call is about; null for none.</param>
        public AskedCall(string operation, string credential, bool namesDevice = true, string lender = null)
        {
            Lender = lender;
            Operation = operation;
            Credential = credential;
            NamesDevice = namesDevice;
        }

        public string Operation { get; }

        public string Nonce { get; } = Codec.RandomText(32);

        public string Credential { get; }

        public bool NamesDevice { get; }

        public string Lender { get; }
    }
}
