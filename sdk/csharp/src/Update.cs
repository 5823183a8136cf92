using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text.RegularExpressions;
using Keyward.Internal;

namespace Keyward
{
    /// <summary>A newer version. What this license may have was signed by the server.</summary>
    public sealed class Update
    {
        private readonly Fields reply;

        private Update(
            string version, string channel, string reason, IReadOnlyList<UpdateFile> files, string manifest, Fields reply)
        {
            Version = version;
            Channel = channel;
            Reason = reason;
            Files = files;
            Manifest = manifest;
            this.reply = reply;
        }

        /// <summary>Such as <c>2.1.0</c>.</summary>
        public string Version { get; }

        /// <summary>Such as <c>stable</c>.</summary>
        public string Channel { get; }

        /// <summary>Whether this license may have it. If not, <see cref="Reason"/> says why: sell the renewal.</summary>
        public bool IsAvailable => Reason == null;

        /// <summary>
        /// <c>UPDATES_ENDED</c>, <c>LICENSE_REQUIRED</c>, or the code with which the license is refused; null if available.
        /// </summary>
        [MaybeNull]
        public string Reason { get; }

        /// <summary>Empty unless available.</summary>
        public IReadOnlyList<UpdateFile> Files { get; }

        /// <summary>The signed manifest, for an installer that verifies it again; null unless available.</summary>
        [MaybeNull]
        public string Manifest { get; }

        /// <summary>Not signed.</summary>
        public bool IsMandatory => reply.IsTrue("is_mandatory");

        /// <summary>Not signed.</summary>
        [MaybeNull]
        public string Summary => reply.Text("summary");

        /// <summary>Not signed.</summary>
        [MaybeNull]
        public string Changelog => reply.Text("changelog");

        /// <summary>That of type <c>main</c>, else the first one that this license may download.</summary>
        internal UpdateFile MainFile
        {
            get
            {
                var offered = Files.Where(file => file.Url != null).ToList();
                var found = offered.FirstOrDefault(file => file.Type == "main") ?? offered.FirstOrDefault();
                if (found == null)
                {
                    throw new KeywardException("DOWNLOAD_NOT_ALLOWED", "This license may not download the update");
                }
                return found;
            }
        }

        /// <inheritdoc/>
        public override string ToString() => Reason == null ? Version : Version + " (" + Reason + ")";

        /// <summary>Whether the claims of an answer are about what was asked for.</summary>
        internal static void CheckQuestion(Fields claims, string product, string currentVersion)
        {
            if (claims.Text("product") != product || claims.Text("current_version") != currentVersion)
            {
                throw LicenseServer.Untrusted(UntrustedException.Mismatch("version", "It is about another version or product"));
            }
        }

        /// <summary>
        /// Compares the verified claims of a manifest with what was asked for, and with the answer that it came with.
        /// </summary>
        internal static Update Signed(LicenseServer.Outcome found, Fields claims, string product, string currentVersion)
        {
            var reply = found.Reply;
            if (claims.Text("product") != product)
            {
                throw LicenseServer.Untrusted(UntrustedException.Mismatch("product", "It is an update of another product"));
            }
            var version = TextIn(claims, "version");
            if (!VersionOrder.IsNewer(version, currentVersion))
            {
                var message = "Version " + version + " is not newer than " + currentVersion;
                throw LicenseServer.Untrusted(UntrustedException.Mismatch("version", message));
            }
            if (found.Claims.Text("version") != version)
            {
                throw LicenseServer.Untrusted(UntrustedException.Mismatch("version", "The manifest is of another version"));
            }
            var offered = reply.Objects("files");
            var files = claims.Objects("files").Select(file => UpdateFile.In(file, offered)).ToList();
            return new Update(version, TextIn(claims, "channel"), null, files.AsReadOnly(), reply.Text("manifest"), reply);
        }

        /// <summary>One that this license may not have; null if there is none.</summary>
        internal static Update OutOfReach(LicenseServer.Outcome found)
        {
            var signed = found.Claims.Object("out_of_reach");
            var told = found.Reply.Object("out_of_reach");
            var version = signed.Text("version");
            var reason = signed.Text("reason");
            return version == null || reason == null
                ? null
                : new Update(version, told.Text("channel", ""), reason, new UpdateFile[0], null, told);
        }

        internal static string TextIn(Fields claims, string name)
        {
            var value = claims.Text(name);
            if (string.IsNullOrEmpty(value))
            {
                throw LicenseServer.Untrusted(UntrustedException.Malformed());
            }
            return value;
        }
    }

    /// <summary>A file of an update, as the server signed it.</summary>
    public sealed class UpdateFile
    {
        private static readonly Regex Sum = new Regex(@"^[0-9a-f]{64}\z");

        private static readonly string[] Identity = { "type", "name", "platform", "arch", "label" };

        private UpdateFile(Fields signed, string url, bool isExternal)
        {
            Type = Update.TextIn(signed, "type");
            Name = Update.TextIn(signed, "name");
            Size = signed.Integer("size", 0);
            Sha256 = Update.TextIn(signed, "sha256");
            Platform = signed.Text("platform");
            Arch = signed.Text("arch");
            Label = signed.Text("label");
            Url = url;
            IsExternal = isExternal;
        }

        /// <summary>Such as <c>main</c>.</summary>
        public string Type { get; }

        /// <summary>Name of the file.</summary>
        public string Name { get; }

        /// <summary>In bytes.</summary>
        public long Size { get; }

        /// <summary>In lower-case hex.</summary>
        public string Sha256 { get; }

        /// <summary>Null unless the file is made for one.</summary>
        [MaybeNull]
        public string Platform { get; }

        /// <summary>Processor; null unless the file is made for one.</summary>
        [MaybeNull]
        public string Arch { get; }

        /// <summary>Tells files of one platform, processor and type apart; null for none.</summary>
        [MaybeNull]
        public string Label { get; }

        /// <summary>Null if this license may not download it.</summary>
        [MaybeNull]
        public string Url { get; }

        /// <summary>Whether it lies outside of the license server: its address is signed then.</summary>
        internal bool IsExternal { get; }

        internal string Address
        {
            get
            {
                if (Url == null)
                {
                    throw new KeywardException("DOWNLOAD_NOT_ALLOWED", "This license may not download the file");
                }
                return Url;
            }
        }

        /// <inheritdoc/>
        public override string ToString() => Name;

        /// <param name="signed">Claims of the file.</param>
        /// <param name="offered">Files of the reply: their addresses are used where none is signed.</param>
        internal static UpdateFile In(Fields signed, IEnumerable<Fields> offered)
        {
            if (!signed.IsInteger("size") || !Sum.IsMatch(Update.TextIn(signed, "sha256")))
            {
                throw LicenseServer.Untrusted(UntrustedException.Malformed());
            }
            var url = signed.Text("url");
            // The sum of an offered file may have been forged.
            var same = offered.FirstOrDefault(
                file => Identity.All(name => file.Text(name) == signed.Text(name)) && file.Text("url") != null);
            return new UpdateFile(signed, url ?? same?.Text("url"), url != null);
        }
    }
}
