using System;
using System.IO;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>Downloads a file, and hands it over only if size and sum are those that the server has signed.</summary>
    internal sealed class UpdateDownload
    {
        private const int Failures = 5;

        private readonly UpdateFile file;

        /// <summary>Opens the response from a byte on.</summary>
        private readonly Func<long, Task<Response>> request;

        private readonly string path;

        /// <summary>The bytes that were received. A part of another version has another name.</summary>
        private readonly string partial;

        public UpdateDownload(UpdateFile file, Func<long, Task<Response>> request, string path)
        {
            this.file = file;
            this.request = request;
            this.path = Path.GetFullPath(path);
            partial = this.path + "." + file.Sha256.Substring(0, 16) + ".partial";
        }

        private long Received => File.Exists(partial) ? new FileInfo(partial).Length : 0;

        /// <summary>Goes on where an interrupted attempt has ended.</summary>
        public async Task RunAsync(CancellationToken cancellation)
        {
            RemoveOthers();
            var failures = 0;
            do
            {
                var before = Received;
                try
                {
                    await ReceiveAsync(cancellation).ConfigureAwait(false);
                }
                catch (ConnectionException error) when (error.Code != "DOWNLOAD_CHANGED")
                {
                    failures = Received > before ? 1 : failures + 1;
                    if (failures >= Failures)
                    {
                        throw;
                    }
                }
                if (failures > 0 && Received < file.Size)
                {
                    await Task.Delay(250 << (failures - 1), cancellation).ConfigureAwait(false);
                }
            }
            while (Received < file.Size);
            if (Received != file.Size || Sum() != file.Sha256)
            {
                throw Changed();
            }
            File.Delete(path);
            File.Move(partial, path);
        }

        private async Task ReceiveAsync(CancellationToken cancellation)
        {
            var start = Received;
            if (start >= file.Size && start > 0)
            {
                return;
            }
            using (var response = await OpenedAsync(start).ConfigureAwait(false))
            {
                // A server sends the whole file if it has another one meanwhile, or knows no ranges.
                var range = response.Header("Content-Range") ?? "";
                var goesOn = response.Status == 206 && range.StartsWith("bytes " + start + "-", StringComparison.Ordinal);
                using (var target = new FileStream(partial, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write))
                {
                    await AppendAsync(response, target, goesOn ? start : 0, cancellation).ConfigureAwait(false);
                }
            }
            if (Received < file.Size)
            {
                throw new ConnectionException("NETWORK_ERROR", "The download ended early");
            }
        }

        private async Task<Response> OpenedAsync(long start)
        {
            try
            {
                return await request(start).ConfigureAwait(false);
            }
            catch (KeywardException error) when (error.Status == 416)
            {
                throw Changed();
            }
        }

        private async Task AppendAsync(Response response, Stream target, long start, CancellationToken cancellation)
        {
            var length = start;
            for (var chunk = await response.ReadAsync(cancellation).ConfigureAwait(false);
                chunk.Length > 0;
                chunk = await response.ReadAsync(cancellation).ConfigureAwait(false))
            {
                length += chunk.Length;
                if (length > file.Size)
                {
                    target.Dispose();
                    throw Changed();
                }
                target.Write(chunk, 0, chunk.Length);
            }
        }

        /// <summary>Removes what is left of interrupted downloads of other versions, as far as it can.</summary>
        private void RemoveOthers()
        {
            var name = Path.GetFileName(path);
            var left = new Regex("^" + Regex.Escape(name) + @"\.[0-9a-f]{16}\.partial\z");
            try
            {
                foreach (var other in Directory.GetFiles(Path.GetDirectoryName(path)))
                {
                    if (left.IsMatch(Path.GetFileName(other)) && other != partial)
                    {
                        File.Delete(other);
                    }
                }
            }
            catch (Exception busy) when (busy is IOException || busy is UnauthorizedAccessException)
            {
                // The next download tries again.
            }
        }

        private string Sum()
        {
            using (var algorithm = SHA256.Create())
            using (var input = File.OpenRead(partial))
            {
                return Codec.Hex(algorithm.ComputeHash(input));
            }
        }

        private ConnectionException Changed()
        {
            File.Delete(partial);
            var message = file.Name + " is not the file that was signed";
            return LicenseServer.Untrusted(UntrustedException.Mismatch("download", message), "DOWNLOAD_CHANGED");
        }
    }
}
