using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Keyward.Internal;

namespace Keyward.Admin
{
    /// <summary>
    /// Verifies that a request comes from the license server (Standard Webhooks), in the format <c>native</c>. It may be used from any
    /// thread.
    /// </summary>
    public sealed class WebhookVerifier
    {
        private const string Prefix = "whsec_";

        private readonly List<byte[]> keys;

        /// <param name="secrets">That of the webhook; both while it is changed.</param>
        public WebhookVerifier(params string[] secrets)
        {
            keys = secrets.Select(KeyOf).ToList();
            if (keys.Count == 0)
            {
                throw KeywardException.InvalidOptions("A secret is missing");
            }
        }

        /// <summary>Largest difference of the clocks and duration of the way.</summary>
        public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

        /// <summary>Replaces the local clock, in tests.</summary>
        public Func<DateTimeOffset> Clock { get; set; } = () => DateTimeOffset.UtcNow;

        /// <summary>
        /// Returns the event of a request. Throws <c>WEBHOOK_SIGNATURE</c>, <c>WEBHOOK_TOO_OLD</c>, <c>WEBHOOK_TOO_NEW</c> or
        /// <c>WEBHOOK_MALFORMED</c>: answer 401 or 400, and do nothing.
        /// </summary>
        /// <param name="body">As it was received, not parsed.</param>
        /// <param name="header">Finds the value of a header by its name; null or empty for none.</param>
        public WebhookEvent Verify(byte[] body, Func<string, string> header)
        {
            var id = Required(header, "webhook-id");
            var timestamp = Required(header, "webhook-timestamp");
            // The signature first: only then the timestamp means anything.
            if (!IsSigned(body, id + "." + timestamp + ".", Required(header, "webhook-signature")))
            {
                throw new KeywardException("WEBHOOK_SIGNATURE", "The request was not signed with this secret");
            }
            CheckAge(timestamp);
            Fields received = null;
            try
            {
                received = Fields.Of(Json.Parse(body));
            }
            catch (JsonException)
            {
                // Refused below.
            }
            if (received?.Text("type") == null)
            {
                throw Malformed("The body is no event in the format native");
            }
            return new WebhookEvent(id, received);
        }

        private bool IsSigned(byte[] body, string before, string signatures)
        {
            var content = Codec.Joined(Codec.Utf8(before), body);
            var isSigned = false;
            foreach (var key in keys)
            {
                var expected = Codec.Utf8("v1," + Convert.ToBase64String(Codec.HmacSha256(key, content)));
                foreach (var signature in signatures.Split(' '))
                {
                    isSigned |= Codec.AreEqual(expected, Codec.Utf8(signature));
                }
            }
            return isSigned;
        }

        private void CheckAge(string timestamp)
        {
            long sent;
            if (timestamp.Length > 12 || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out sent))
            {
                throw Malformed("The time of the request is no number of seconds");
            }
            var age = Clock().ToUnixTimeSeconds() - sent;
            if (Math.Abs(age) > Tolerance.TotalSeconds)
            {
                throw new KeywardException(
                    age < 0 ? "WEBHOOK_TOO_NEW" : "WEBHOOK_TOO_OLD", "The request was sent " + age + " s ago");
            }
        }

        private static string Required(Func<string, string> header, string name)
        {
            var value = header(name);
            if (string.IsNullOrEmpty(value))
            {
                throw Malformed("The header " + name + " is missing");
            }
            return value;
        }

        private static KeywardException Malformed(string message) => new KeywardException("WEBHOOK_MALFORMED", message);

        /// <summary><c>whsec_</c> and base64; the characters of another secret are the key themselves.</summary>
        private static byte[] KeyOf(string secret)
        {
            var key = new byte[0];
            try
            {
                var text = secret ?? "";
                key = text.StartsWith(Prefix, StringComparison.Ordinal)
                    ? Convert.FromBase64String(text.Substring(Prefix.Length))
                    : Codec.Utf8(text);
            }
            catch (FormatException)
            {
                // Refused below.
            }
            if (key.Length == 0)
            {
                throw KeywardException.InvalidOptions("The secret must be that of a webhook");
            }
            return key;
        }
    }

    /// <summary>Something that has happened on the license server.</summary>
    public sealed class WebhookEvent
    {
        private readonly Fields received;

        internal WebhookEvent(string id, Fields received)
        {
            Id = id;
            this.received = received;
        }

        /// <summary>All tries of a delivery have the same id: remember it, because an event may arrive more than once.</summary>
        public string Id { get; }

        /// <summary>Such as <c>license.revoked</c>.</summary>
        public string Type => received.Text("type", "");

        /// <summary>Says in which order events happened: they may arrive in any order.</summary>
        public long Sequence => received.Integer("sequence", 0);

        /// <summary>When it happened.</summary>
        public DateTimeOffset? At => received.Time("at");

        /// <summary>The fields that this type has.</summary>
        public IReadOnlyDictionary<string, object> Data => received.Object("data").All;

        /// <inheritdoc/>
        public override string ToString() => Type + " " + Sequence;
    }
}
