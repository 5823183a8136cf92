using System;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>The place of a program in the waiting line for a floating seat, from one start to the next.</summary>
    internal sealed class WaitingLine
    {
        /// <summary>Keeps the place in the next start; null for none.</summary>
        public string Token { get; private set; }

        /// <summary>Null for none.</summary>
        public SeatPlace Place { get; private set; }

        /// <summary>Whether the program does not want to wait any more.</summary>
        public bool HasGivenUp { get; set; }

        /// <summary>The program has a seat, or wants none now.</summary>
        public void Clear()
        {
            Token = null;
            Place = null;
        }

        /// <summary>A start has failed, perhaps with a place. An error of the network changes nothing.</summary>
        public void Note(KeywardException error)
        {
            if (error is ConnectionException)
            {
                return;
            }
            var token = error.Waiting?.Text("token");
            var position = error.Waiting?.Integer("position");
            var since = error.Waiting?.Time("since");
            Clear();
            if (token != null && position != null && since != null)
            {
                Token = token;
                Place = new SeatPlace((int)Math.Max(1, Math.Min(position.Value, int.MaxValue)), since.Value);
            }
        }

        /// <summary>The next in line goes ahead. If nobody answers, the place ends by itself.</summary>
        public async Task LeaveAsync(Calls calls, CancellationToken cancellation)
        {
            var token = Token;
            Clear();
            try
            {
                if (token != null)
                {
                    await calls.EndSessionAsync(token, cancellation).ConfigureAwait(false);
                }
            }
            catch (KeywardException)
            {
                // It may have ended already.
            }
        }
    }
}
