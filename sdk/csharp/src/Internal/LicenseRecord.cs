using System.Collections.Generic;

namespace Keyward.Internal
{
    /// <summary>
    /// The text of a store. Answer, file and proofs are signed; the time is sealed with them. It is the same in all languages.
    /// </summary>
    internal sealed class LicenseRecord
    {
        private const long Version = 1;

        public string LicenseKey { get; set; }

        /// <summary>Compact JWS of the last answer.</summary>
        public string Answer { get; set; }

        /// <summary>License file as it was received.</summary>
        public string File { get; set; }

        /// <summary>A borrowed floating seat: compact JWS of the last answer about it.</summary>
        public string BorrowedAnswer { get; set; }

        public string BorrowedToken { get; set; }

        /// <summary>Latest time that was seen, in milliseconds since 1970.</summary>
        public long Seen { get; set; }

        public List<string> Proofs { get; set; } = new List<string>();

        /// <summary>Id of a device that has none of its own.</summary>
        public string Device { get; set; }

        /// <summary>
        /// Claim <c>jti</c> of license files, and of answers about borrowed seats, that were given up or replaced.
        /// </summary>
        public List<string> Released { get; set; } = new List<string>();

        /// <summary>The last request for a license file.</summary>
        public OfflineRequest Request { get; set; }

        /// <summary>Whether somebody changed what is sealed.</summary>
        public bool IsEdited { get; private set; }

        public string Encode()
        {
            var fields = new Dictionary<string, object> { { "version", Version } };
            Put(fields, "licenseKey", LicenseKey);
            Put(fields, "answer", Answer);
            Put(fields, "file", File);
            if (BorrowedAnswer != null)
            {
                fields.Add("borrowed", new Dictionary<string, object> { { "answer", BorrowedAnswer }, { "token", BorrowedToken } });
            }
            fields.Add("seen", Seen);
            fields.Add("keys", new Dictionary<string, object> { { "proofs", Proofs } });
            Put(fields, "device", Device);
            fields.Add("released", Released);
            Put(fields, "request", Request?.ToFields());
            fields.Add("seal", Seal());
            return Json.Write(fields);
        }

        /// <summary>Never throws: the text may be anything.</summary>
        public static LicenseRecord Decode(string text)
        {
            var fields = Parsed(text);
            var record = new LicenseRecord
            {
                LicenseKey = TextIn(fields, "licenseKey"),
                Answer = TextIn(fields, "answer"),
                File = TextIn(fields, "file"),
                BorrowedAnswer = TextIn(fields.Object("borrowed"), "answer"),
                BorrowedToken = TextIn(fields.Object("borrowed"), "token"),
                Seen = fields.Integer("seen", 0),
                Proofs = fields.Object("keys").Texts("proofs"),
                Device = TextIn(fields, "device"),
                Released = fields.Texts("released"),
                Request = OfflineRequest.In(fields.Object("request")),
            };
            var isSealed = fields.Integer("version", 0) == Version && fields.Text("seal") == record.Seal();
            if (text != null && !isSealed)
            {
                record.Answer = null;
                record.File = null;
                record.BorrowedAnswer = null;
                record.Seen = 0;
                record.Request = null;
                record.IsEdited = true;
            }
            return record;
        }

        /// <summary>No secret: it notices an edited time. The signed answer bounds the use.</summary>
        private string Seal()
        {
            var contents = new List<object> { "keyward", LicenseKey, Answer, File, Seen, Released };
            if (Request != null)
            {
                contents.Add(Request.Nonce);
                contents.Add(Request.At);
            }
            return Codec.Hex(Codec.Sha256(Codec.Utf8(Json.Write(contents))));
        }

        private static Fields Parsed(string text)
        {
            try
            {
                return Fields.Of(text == null ? null : Json.Parse(text));
            }
            catch (JsonException)
            {
                return Fields.Of(null);
            }
        }

        private static string TextIn(Fields fields, string name)
        {
            var value = fields.Text(name);
            return string.IsNullOrEmpty(value) ? null : value;
        }

        private static void Put(Dictionary<string, object> fields, string name, object value)
        {
            if (value != null)
            {
                fields.Add(name, value);
            }
        }
    }

    /// <summary>A request for a license file that a device without network shows.</summary>
    internal sealed class OfflineRequest
    {
        public OfflineRequest(string nonce, long at)
        {
            Nonce = nonce;
            At = at;
        }

        public string Nonce { get; }

        /// <summary>Local clock when it was made, in milliseconds since 1970.</summary>
        public long At { get; }

        public static OfflineRequest In(Fields fields)
        {
            var nonce = fields.Text("nonce");
            return nonce == null || !fields.IsInteger("at") ? null : new OfflineRequest(nonce, fields.Integer("at", 0));
        }

        public Dictionary<string, object> ToFields() => new Dictionary<string, object> { { "nonce", Nonce }, { "at", At } };
    }
}
