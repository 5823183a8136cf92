using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using Keyward.Internal;

namespace Keyward.Tests
{
    /// <summary>Reads cases of test/vectors from standard input, as JSON, and prints the outcome of each, as JSON.</summary>
    internal static class Vectors
    {
        public static int Run()
        {
            var input = new MemoryStream();
            Console.OpenStandardInput().CopyTo(input);
            var outcomes = ((List<object>)Json.Parse(input.ToArray())).Select(task => Read(Fields.Of(task))).ToList();
            var output = Codec.Utf8(Json.Write(outcomes));
            Console.OpenStandardOutput().Write(output, 0, output.Length);
            return 0;
        }

        private static object Read(Fields task)
        {
            var vectors = task.Text("vectors");
            var vector = task.Object("case");
            switch (vectors)
            {
                case "air-gap":
                    return AirGap(vector);
                case "stores":
                    return Store(LicenseRecord.Decode(vector.Text("text")));
                case "typed-keys":
                    return TypedKeyOf(TypedKey.Check(vector.Text("key"), vector.Text("key_format")));
                case "dns-answers":
                    return new Dictionary<string, object> { { "result", RelayIn(vector) } };
                case "fingerprints":
                    var fingerprint = Device.FingerprintOf(vector.Text("product"), vector.Text("id"));
                    return new Dictionary<string, object> { { "hardware_id", fingerprint } };
            }
            var keys = new TrustedKeys(task.Texts("pinned"));
            if (vectors.StartsWith("key-rotation", StringComparison.Ordinal))
            {
                return Rotation(keys, task.Texts("pinned"), vector);
            }
            switch (vectors)
            {
                case "relays":
                    return Outcome(() => Relayed(keys, vector));
                case "license-files":
                    var device = vector.Object("device");
                    return Outcome(
                        () => LicenseFiles.Read(vector.Text("file"), keys, device.Text("license_key", ""), device.Text("fingerprint", "")));
                default:
                    var type = vectors == "updates" ? TrustedKeys.Update
                        : vectors == "answers" ? TrustedKeys.Answer
                        : TrustedKeys.Verdict;
                    return Outcome(() => keys.Verify(vector.Text("jws"), type));
            }
        }

        private static string RelayIn(Fields vector)
        {
            var service = vector.Text("service");
            var answer = DnsAnswer.In(RelayTests.BytesOf(vector.Text("message")));
            return service.EndsWith(".local", StringComparison.Ordinal)
                ? answer?.Instance(service, IPAddress.Parse("10.0.0.1"))
                : answer?.Service(service);
        }

        private static Fields Relayed(TrustedKeys keys, Fields vector)
        {
            var type = vector.Text("typ");
            if (type != TrustedKeys.Verdict && type != TrustedKeys.Answer)
            {
                return keys.Verify(vector.Text("jws"), type);
            }
            var answer = keys.VerifyAnswer(vector.Text("jws"), type);
            var asked = vector.Object("request");
            var key = asked.Text("license_key");
            var hash = key == null ? null : Codec.Hex(Codec.Sha256(Codec.Utf8(key)));
            answer.Relay.Check(asked.Text("product"), hash, asked.Integer("now", 0) * 1000);
            return answer.Claims;
        }

        private static object TypedKeyOf(TypedKey found)
        {
            var fields = new Dictionary<string, object> { { "result", Driver.Snake(found.Result) } };
            if (found.Text != null)
            {
                fields.Add("group", found.Group);
                fields.Add("text", found.Text);
            }
            return fields;
        }

        private static object AirGap(Fields vector)
        {
            var key = vector.Text("license_key");
            var fingerprint = vector.Text("fingerprint");
            return new Dictionary<string, object>
            {
                { "offline_request", LicenseFiles.OfflineRequest(key, fingerprint, vector.Text("nonce")) },
                { "release_code", LicenseFiles.ReleaseCode(key, fingerprint, vector.Text("jti")) },
            };
        }

        private static object Store(LicenseRecord record)
        {
            var borrowed = new Dictionary<string, object> { { "answer", record.BorrowedAnswer }, { "token", record.BorrowedToken } };
            var read = new Dictionary<string, object>
            {
                { "license_key", record.LicenseKey },
                { "answer", record.Answer },
                { "file", record.File },
                { "seen", record.Seen },
                { "proofs", record.Proofs },
                { "device", record.Device },
                { "borrowed", record.BorrowedAnswer == null || record.BorrowedToken == null ? null : borrowed },
                { "released", record.Released },
                { "request", record.Request?.ToFields() },
                { "is_edited", record.IsEdited },
            };
            return new Dictionary<string, object> { { "record", read } };
        }

        private static object Rotation(TrustedKeys keys, List<string> pinned, Fields vector)
        {
            foreach (var jwks in vector.List("learn"))
            {
                keys.Learn(Fields.Of(jwks));
            }
            var restarted = new TrustedKeys(pinned);
            restarted.Remember(keys.Proofs());
            return vector.Objects("verify")
                .Select(probe => Outcome(() => restarted.Verify(probe.Text("jws"), TrustedKeys.Verdict)))
                .ToList();
        }

        private static Dictionary<string, object> Outcome(Func<Fields> reading)
        {
            try
            {
                return new Dictionary<string, object> { { "claims", reading().All } };
            }
            catch (UntrustedException untrusted)
            {
                return new Dictionary<string, object> { { "error", untrusted.Reason } };
            }
        }
    }

    /// <summary>Runs with a floating license until its input ends.</summary>
    internal static class Processes
    {
        /// <param name="args">processes BASE_URL PRODUCT KEY LICENSE_KEY STORE [borrow]</param>
        public static int Run(string[] args)
        {
            var options = new LicenseOptions
            {
                BaseUrl = args[1],
                Product = args[2],
                PublicKeys = { args[3] },
                LicenseKey = args[4],
                Store = new FileLicenseStore(args[5]),
                Device = "desk",
                IsFloating = true,
            };
            using (var license = License.OpenAsync(options).Result)
            {
                if (args.Length > 6)
                {
                    license.BorrowAsync(3).Wait();
                }
                var state = license.State;
                Console.WriteLine(Driver.Snake(state.Kind) + " " + (state.Reason ?? "None"));
                Console.In.ReadToEnd();
            }
            return 0;
        }
    }
}
