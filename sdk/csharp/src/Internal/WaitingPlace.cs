using System;

namespace Keyward.Internal
{
    /// <summary>A place in the waiting line for a floating seat, and the token that keeps it.</summary>
    internal sealed class WaitingPlace
    {
        private WaitingPlace(string token, SeatPlace shown)
        {
            Token = token;
            Shown = shown;
        }

        public string Token { get; }

        public SeatPlace Shown { get; }

        /// <summary>Null if the error names no place.</summary>
        public static WaitingPlace In(KeywardException error)
        {
            var token = error.Waiting?.Text("token");
            var position = error.Waiting?.Integer("position");
            var since = error.Waiting?.Time("since");
            return token == null || position == null || since == null
                ? null
                : new WaitingPlace(token, new SeatPlace((int)Math.Max(1, Math.Min(position.Value, int.MaxValue)), since.Value));
        }
    }
}
