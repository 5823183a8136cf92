using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>An open response. What it reads arrives within the time that a call may take.</summary>
    internal sealed class Response : IDisposable
    {
        private const int Chunk = 1 << 16;

        private readonly HttpResponseMessage message;
        private readonly TimeSpan timeout;
        private readonly Problems problems;
        private Stream body;

        public Response(HttpResponseMessage message, TimeSpan timeout, Problems problems)
        {
            this.message = message;
            this.timeout = timeout;
            this.problems = problems;
        }

        public int Status => (int)message.StatusCode;

        public string Header(string name)
        {
            System.Collections.Generic.IEnumerable<string> values;
            var isFound = message.Headers.TryGetValues(name, out values)
                || (message.Content != null && message.Content.Headers.TryGetValues(name, out values));
            return isFound ? values.FirstOrDefault() : null;
        }

        /// <summary>The next bytes; empty at the end.</summary>
        public Task<byte[]> ReadAsync(CancellationToken cancellation) =>
            problems.WithinAsync(timeout, NextAsync, cancellation);

        /// <summary>The whole body, which is no longer than <paramref name="limit"/>.</summary>
        public Task<byte[]> ReadAllAsync(int limit, CancellationToken cancellation)
        {
            return problems.WithinAsync(
                timeout,
                async token =>
                {
                    var all = new MemoryStream();
                    for (var chunk = await NextAsync(token).ConfigureAwait(false);
                        chunk.Length > 0;
                        chunk = await NextAsync(token).ConfigureAwait(false))
                    {
                        all.Write(chunk, 0, chunk.Length);
                        if (all.Length > limit)
                        {
                            throw new JsonException("It is longer than " + limit + " bytes");
                        }
                    }
                    return all.ToArray();
                },
                cancellation);
        }

        public void Dispose() => message.Dispose();

        private async Task<byte[]> NextAsync(CancellationToken cancellation)
        {
            if (message.Content == null)
            {
                return new byte[0];
            }
            body = body ?? await message.Content.ReadAsStreamAsync().ConfigureAwait(false);
            var chunk = new byte[Chunk];
            var length = await body.ReadAsync(chunk, 0, chunk.Length, cancellation).ConfigureAwait(false);
            return Codec.Part(chunk, 0, length);
        }
    }
}
