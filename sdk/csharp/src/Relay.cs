using System;
using Keyward.Internal;

namespace Keyward
{
    /// <summary>A relay in the network of the customer, which answers under a certificate of the vendor.</summary>
    public sealed class Relay
    {
        internal Relay(CertifiedRelay relay)
        {
            Id = relay.Id;
            Name = relay.Name;
            Until = DateTimeOffset.FromUnixTimeMilliseconds(relay.EndsAt);
        }

        /// <summary>UUID at the vendor's server.</summary>
        public string Id { get; }

        /// <summary>As the vendor has named it.</summary>
        public string Name { get; }

        /// <summary>The last second in which it may answer.</summary>
        public DateTimeOffset Until { get; }
    }
}
