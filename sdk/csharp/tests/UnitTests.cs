using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading;
using Keyward.Admin;
using Keyward.Internal;

namespace Keyward.Tests
{
    internal static class UnitTests
    {
        private const string Sample =
            "{\"a\":[1,-2.5,1e3,true,false,null,\"\\u00e9\\n\\ud83d\\ude00\"],\"b\":{\"c\":{}},\"d\":[],\"e\":\"größer\"}";

        public static int Run()
        {
            SignatureTests.Run();
            RelayTests.Run();
            LedgerTests.Run();
            Test.Case("JSON is read and written again", ReadsJson);
            Test.Case("a text that is no JSON is refused", RefusesOthers);
            Test.Case("any text is read or refused, and never ends the program", ReadsOrRefuses);
            Test.Case("nested lists do not use the stack up", RefusesDeepNesting);
            Test.Case("a store of another language is read, and an edited one is not used", ReadsStores);
            Test.Case("a webhook is verified, and others are refused", VerifiesWebhooks);
            Test.Case("the assembly refers to no type that netstandard lacks, and to no other assembly", IsStandard);
            Test.Case("wrong options are refused before anything is sent", ChecksOptions);
            Test.Case("a call that is cancelled ends, and leaves the state as it was", Cancels);
            return Test.Summary();
        }

        private static void ReadsJson()
        {
            const string Written = "{\"a\":[1,-2.5,1000,true,false,null,\"é\\n😀\"],\"b\":{\"c\":{}},\"d\":[],\"e\":\"größer\"}";
            Test.That(Json.Write(Json.Parse(Sample)) == Written, "sample");
            var spaced = " \t\r\n" + Sample.Replace(",", " ,\n").Replace("\":", "\" : ") + "\n";
            Test.That(Json.Write(Json.Parse(spaced)) == Written, "spaces");
            Test.That((long)Json.Parse("999999999999999999") == 999999999999999999, "18 digits");
            Test.That((double)Json.Parse("1" + new string('0', 200)) == 1e200, "200 digits");
            const string Escapes = "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\u007f\u2028\\ud800\"";
            Test.That(Json.Write("\"\\/\b\f\n\r\t\u0001\u007f\u2028\ud800") == Escapes, "escapes");
        }

        private static void RefusesOthers()
        {
            var texts = new[]
            {
                "", " ", "{", "}", "[1,]", "[,1]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "{'a':1}", "[1 2]", "01", "1.", ".5", "+1", "-",
                "1e", "NaN", "Infinity", "nul", "truex", "\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"\t\"", "\"\u0000\"", "1 2",
                "[] []", "// 1", "\ufeff1", "{\"a\":1,\"a\":1}", "\u00a01", "[1]\u0000", "-01", "0x10", "\"\\u+123\"", "١", "\"\\u００００\"",
                "1" + new string('0', 400),
            };
            foreach (var text in texts)
            {
                Test.That(!IsJson(Encoding.UTF8.GetBytes(text)), text);
            }
            Test.That(!IsJson(new byte[] { 0x22, 0xc0, 0xaf, 0x22 }), "overlong");
            Test.That(!IsJson(new byte[] { 0x22, 0xe9, 0x22 }), "Latin-1");
        }

        /// <summary>The seed is fixed: a failure is the same in each run.</summary>
        private static void ReadsOrRefuses()
        {
            var random = new Random(11);
            for (var round = 0; round < 5000; round++)
            {
                var text = new StringBuilder(Sample);
                for (var change = random.Next(4); change >= 0; change--)
                {
                    var at = random.Next(text.Length);
                    if (random.Next(2) == 0)
                    {
                        text[at] = "{}[]\",:\\u0e+-. \0\ud800é"[random.Next(17)];
                    }
                    else
                    {
                        text.Insert(at, text.ToString(0, random.Next(at + 1)));
                    }
                }
                try
                {
                    var written = Json.Write(Json.Parse(text.ToString()));
                    Test.That(Json.Write(Json.Parse(written)) == written, written);
                }
                catch (JsonException)
                {
                    // As it should be.
                }
            }
        }

        private static void RefusesDeepNesting()
        {
            Test.That(!IsJson(Encoding.UTF8.GetBytes(new string('[', 1000000))), "lists");
            var objects = string.Concat(Enumerable.Repeat("{\"a\":", 200000));
            Test.That(!IsJson(Encoding.UTF8.GetBytes(objects)), "objects");
        }

        private static void ReadsStores()
        {
            var record = new LicenseRecord { LicenseKey = "K", Answer = "a.b.c", Seen = 1700000000000, Device = "d" };
            record.Released.Add("r");
            record.Request = new OfflineRequest("n", 5);
            var text = record.Encode();
            var read = LicenseRecord.Decode(text);
            Test.That(!read.IsEdited && read.Answer == "a.b.c" && read.Seen == 1700000000000 && read.Request.At == 5, "own");
            var edited = LicenseRecord.Decode(text.Replace("\"seen\":1700000000000", "\"seen\":1"));
            Test.That(edited.IsEdited && edited.Answer == null && edited.Seen == 0 && edited.LicenseKey == "K", "edited");
            foreach (var garbage in new[] { "", "{", "[]", "null", "{\"version\":2}", "{\"seen\":\"x\",\"released\":7}" })
            {
                Test.That(LicenseRecord.Decode(garbage).IsEdited, garbage);
            }
            Test.That(!LicenseRecord.Decode(null).IsEdited, "none");
        }

        private static void VerifiesWebhooks()
        {
            var secret = "whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes("a secret of a webhook"));
            var sent = DateTimeOffset.FromUnixTimeSeconds(1700000000);
            var body = Encoding.UTF8.GetBytes(
                "{\"type\":\"license.revoked\",\"sequence\":7,\"at\":\"2026-01-02T03:04:05.678Z\",\"data\":{\"license\":\"l\"}}");
            var content = Codec.Joined(Encoding.UTF8.GetBytes("msg_1.1700000000."), body);
            var sum = Convert.ToBase64String(Codec.HmacSha256(Encoding.UTF8.GetBytes("a secret of a webhook"), content));
            var headers = new Dictionary<string, string>
            {
                { "webhook-id", "msg_1" },
                { "webhook-timestamp", "1700000000" },
                { "webhook-signature", "v1,AAAA v1," + sum },
            };
            Func<string, string> header = name => headers.ContainsKey(name) ? headers[name] : null;
            var verifier = new WebhookVerifier("another secret", secret) { Clock = () => sent.AddMinutes(4) };
            var received = verifier.Verify(body, header);
            Test.That(received.Id == "msg_1" && received.Type == "license.revoked" && received.Sequence == 7, "event");
            Test.That(received.At == DateTimeOffset.Parse("2026-01-02T03:04:05.678Z") && (string)received.Data["license"] == "l", "fields");
            Test.That(Test.CodeOf(() => verifier.Verify(Codec.Joined(body, new byte[] { 32 }), header)) == "WEBHOOK_SIGNATURE", "changed");
            Test.That(Test.CodeOf(() => new WebhookVerifier("whsec_AAAA").Verify(body, header)) == "WEBHOOK_SIGNATURE", "another secret");
            verifier.Clock = () => sent.AddMinutes(6);
            Test.That(Test.CodeOf(() => verifier.Verify(body, header)) == "WEBHOOK_TOO_OLD", "old");
            verifier.Clock = () => sent.AddMinutes(-6);
            Test.That(Test.CodeOf(() => verifier.Verify(body, header)) == "WEBHOOK_TOO_NEW", "new");
            headers.Remove("webhook-id");
            Test.That(Test.CodeOf(() => verifier.Verify(body, header)) == "WEBHOOK_MALFORMED", "no id");
            foreach (var wrong in new[] { "", "whsec_", "whsec_?" })
            {
                Test.That(Test.CodeOf(() => new WebhookVerifier(wrong).ToString()) == "INVALID_OPTIONS", wrong);
            }
            Test.That(Test.CodeOf(() => new WebhookVerifier().ToString()) == "INVALID_OPTIONS", "no secret");
        }

        /// <summary>Each type of another assembly that it names is one that the facade of netstandard forwards.</summary>
        private static void IsStandard()
        {
            var standard = Assembly.Load("netstandard, Version=2.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51");
            var module = typeof(License).Module;
            var count = 0;
            foreach (var type in References(module))
            {
                Test.That(standard.GetType(type.FullName) != null, type.FullName);
                count++;
            }
            Test.That(count > 50, count + " types");
            var names = module.Assembly.GetReferencedAssemblies().Select(name => name.Name).OrderBy(name => name, StringComparer.Ordinal);
            Test.That(string.Join(" ", names) == "System System.Core System.Net.Http System.Numerics mscorlib", string.Join(" ", names));
        }

        private static IEnumerable<Type> References(Module module)
        {
            const int TypeReference = 0x01000000;
            for (var row = 1; ; row++)
            {
                Type type;
                try
                {
                    type = module.ResolveType(TypeReference + row);
                }
                catch (ArgumentException)
                {
                    yield break;
                }
                yield return type;
            }
        }

        private static void ChecksOptions()
        {
            var changes = new Action<LicenseOptions>[]
            {
                options => options.BaseUrl = "licenses.example.com",
                options => options.BaseUrl = "https://user@licenses.example.com",
                options => options.Product = "",
                options => options.Store = null,
                options => options.PublicKeys.Clear(),
                options => options.PublicKeys.Add("AAAA"),
                options => options.Device = " ",
                options => options.Environment = "moon",
                options => options.LongestGrace = TimeSpan.FromDays(-1),
                options => options.Timeout = TimeSpan.Zero,
            };
            foreach (var change in changes)
            {
                var options = Options();
                change(options);
                var code = Test.CodeOf(() => License.OpenAsync(options).GetAwaiter().GetResult());
                Test.That(code == "INVALID_OPTIONS", "option " + Array.IndexOf(changes, change));
            }
        }

        private static void Cancels()
        {
            using (var license = License.OpenAsync(Options()).Result)
            using (var cancelled = new CancellationTokenSource())
            {
                Test.That(Test.CodeOf(() => license.ActivateAsync("K").GetAwaiter().GetResult()) == "NETWORK_ERROR", "nobody listens");
                cancelled.Cancel();
                var call = license.ActivateAsync("K", cancelled.Token);
                try
                {
                    call.Wait();
                }
                catch (AggregateException)
                {
                    // Looked at below.
                }
                Test.That(call.IsCanceled && license.State.Reason == "no_license_key", "cancelled");
            }
        }

        /// <summary>Nobody listens there.</summary>
        private static LicenseOptions Options()
        {
            return new LicenseOptions
            {
                BaseUrl = "http://127.0.0.1:9",
                Product = "editor",
                PublicKeys = { "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" },
                Store = new MemoryLicenseStore(),
                Device = "desk",
                HasBackground = false,
                Retries = 0,
            };
        }

        private static bool IsJson(byte[] text)
        {
            try
            {
                Json.Parse(text);
                return true;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
